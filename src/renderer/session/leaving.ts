import { line } from '../app/line.ts';
import { sessionStore } from '../app/session.ts';

/** Locks the screen; the terminal tells the window, which shows it. */
export function lockSession(): void {
  line
    .client()
    .session.lock()
    .then((answer) => {
      if (answer.ok) sessionStore.update(answer.result);
      else sessionStore.end(answer.refusal.code);
    })
    .catch(() => undefined);
}

/** Somebody else comes to the keyboard: the session is locked and waits, and the login is shown. */
export function switchUser(): void {
  line
    .client()
    .session.lock()
    .catch(() => undefined)
    .finally(() => sessionStore.end(null));
}

export function leave(): void {
  line
    .client()
    .session.logout()
    .catch(() => undefined)
    .finally(() => sessionStore.end(null));
}
