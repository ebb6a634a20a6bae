/** One window's line to its terminal. The session is bound to it by `login` or `resume` and by nothing the window sends. */
export interface Connection {
  sessionId: string | null;
}
