import { z } from 'zod';

/** Logins are compared without regard to case or outer spaces. */
export function normalLogin(typed: string): string {
  return typed.trim().toLowerCase();
}

/** A login as people type it; parsed into the form it is kept in. */
export const typedLogin = z
  .string()
  .max(60)
  .transform(normalLogin)
  .pipe(
    z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]{1,59}$/u, { message: 'is not a login: letters, digits and . _ @ - only' }),
  );
