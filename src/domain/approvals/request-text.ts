import type { ApprovalKind } from './approval-use.ts';

/** What a request can say: ids, names, dates, whole amounts in minor units. */
export type RequestFact = string | number | boolean | null | readonly RequestFact[] | { readonly [name: string]: RequestFact };

/**
 * The canonical text (RFC 8785) of exactly what will be done: equal facts give equal texts, whatever their order. It is
 * what the approver signs, and what the change that spends the approval is compared with.
 */
export function requestText(kind: ApprovalKind, facts: { readonly [name: string]: RequestFact }): string {
  return canonicalText({ kind, facts });
}

/** The facts of a request, to be shown to whoever decides on it. Undefined where the text is none. */
export function factsOfRequest(request: string): { readonly [name: string]: RequestFact } | undefined {
  try {
    const { facts } = JSON.parse(request) as { facts?: { readonly [name: string]: RequestFact } };
    return typeof facts === 'object' && facts !== null ? facts : undefined;
  } catch {
    return undefined;
  }
}

/** What a request says of itself beside its text: shown in lists, and judged by. */
interface SaidOfRequest {
  readonly kind: ApprovalKind;
  readonly request: string;
  readonly amountMinor: number;
  readonly patientId: string | null;
  readonly payeeId: string | null;
  readonly reason: string;
}

const SAID_TWICE = ['amountMinor', 'patientId', 'payeeId', 'reason'] as const;

/**
 * Whether what is said beside the text is what the text says. A tampered terminal could else show one amount and have another
 * signed, or leave out beside it who gets the money.
 */
export function agreesWithText(said: SaidOfRequest): boolean {
  const facts = factsOfRequest(said.request);
  if (!facts || !said.request.endsWith(`,"kind":${JSON.stringify(said.kind)}}`)) return false;
  return SAID_TWICE.every((name) => facts[name] === undefined || facts[name] === said[name]);
}

/** JSON with the keys of every object in order of their UTF-16 code units and no spaces. */
export function canonicalText(value: RequestFact): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as { readonly [name: string]: RequestFact };
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(fields[name] ?? null)}`).join(',')}}`;
}
