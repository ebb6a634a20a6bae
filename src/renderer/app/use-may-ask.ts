import { useSyncExternalStore } from 'react';
import type { Role } from '#domain/kernel/roles.ts';
import { sessionStore } from './session.ts';

/** Whether who is signed in has a role that may ask this: what would only be refused is not offered. */
export function useMayAsk({ roles }: { readonly roles: readonly Role[] }): boolean {
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  return session?.roles.some((role) => roles.includes(role)) ?? false;
}
