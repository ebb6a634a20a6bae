import type { SessionState } from '#protocol/counter-api.ts';
import { line } from './line.ts';

/** Who works in this window. */
export interface Signed {
  readonly session: SessionState | null;
  /** Why the last session ended, where that was not its owner's wish: `user-revoked`, `terminal-revoked`… */
  readonly ended: string | null;
  /** Typed at login and still to be replaced: kept only until the first password change is done. */
  readonly firstPassword: string | null;
}

const TOKEN = 'counterfoil.session';
const NOBODY: Signed = { session: null, ended: null, firstPassword: null };

let signed: Signed = NOBODY;
const listeners = new Set<() => void>();

export const sessionStore = {
  get: () => signed,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  begin(session: SessionState, token: string, password: string): void {
    sessionStorage.setItem(TOKEN, token);
    set({ session, ended: null, firstPassword: session.mustChangePassword ? password : null });
  },
  /** What the terminal says of the session now. */
  update(session: SessionState): void {
    set({ session, ended: null, firstPassword: session.mustChangePassword ? signed.firstPassword : null });
  },
  /** @param reason null where its owner ended it */
  end(reason: string | null): void {
    sessionStorage.removeItem(TOKEN);
    set({ ...NOBODY, ended: reason });
  },
};

/** After the window was loaded again, or the line came back: the session goes on where it still stands. */
export async function resumeSession(): Promise<void> {
  const token = sessionStorage.getItem(TOKEN);
  if (token === null) return;
  const answer = await line.client().session.resume({ token });
  if (answer.ok) sessionStore.update(answer.result);
  else sessionStore.end(answer.refusal.code === 'not-signed-in' ? null : answer.refusal.code);
}

function set(next: Signed): void {
  signed = next;
  for (const listener of listeners) listener();
}
