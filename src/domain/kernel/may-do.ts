import { type Refusal, refuse } from './refusal.ts';
import type { Role, TerminalKind } from './roles.ts';

/** Why somebody with these roles may not do this at a terminal of this kind; undefined when they may. */
export function mayDo(
  what: { readonly name: string; readonly roles: readonly Role[]; readonly terminals: readonly TerminalKind[] },
  roles: readonly Role[],
  kind: TerminalKind,
): Refusal | undefined {
  if (!what.roles.some((role) => roles.includes(role))) return refuse('role-not-allowed', { operation: what.name });
  if (!what.terminals.includes(kind)) return refuse('not-at-this-terminal', { operation: what.name, kind });
  return undefined;
}
