import { useSyncExternalStore } from 'react';
import { sessionStore } from '../app/session.ts';
import { Doctors } from '../doctors/doctors.tsx';
import { Services } from './services.tsx';

/** What the clinic offers, and who does it. */
export function Catalogue(_: { branchId: string }) {
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const mayChange = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  return (
    <>
      <Services mayChange={mayChange} />
      <Doctors mayChange={mayChange} />
    </>
  );
}
