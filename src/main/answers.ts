import { type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { Answer } from '#protocol/counter-api.ts';

export function yes<Result>(result: Result): Answer<Result> {
  return { ok: true, result };
}

export function no(code: string | Refusal, details?: Refusal['details']): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: typeof code === 'string' ? refuse(code, details) : code };
}
