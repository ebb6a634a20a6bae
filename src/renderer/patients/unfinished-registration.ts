import { useEffect, useRef } from 'react';
import type { Sex } from '#domain/patients/changes.ts';

export interface RegistrationFields {
  phone: string;
  name: string;
  birth: string;
  /** Nobody's sex is assumed: null until it is chosen. */
  sex: Sex | null;
  doctorId: string | null;
  address: string;
}

const unfinished = new Map<string, RegistrationFields>();

/**
 * Whom somebody was registering when another person took the window over. It is theirs alone, and as long as the window
 * lives: the patient still stands at the desk.
 */
export const unfinishedRegistration = {
  of: (userId: string): RegistrationFields | undefined => unfinished.get(userId),
  keep: (userId: string, fields: RegistrationFields): void => void unfinished.set(userId, fields),
  drop: (userId: string): void => void unfinished.delete(userId),
};

/**
 * Keeps what stands in the form when it goes with everything else on the screen.
 * @param fields null: nothing was typed
 * @returns says that the form is left on purpose: then nothing is kept
 */
export function useKeptRegistration(userId: string, fields: RegistrationFields | null): () => void {
  const latest = useRef({ userId, fields });
  const isFinished = useRef(false);
  useEffect(() => {
    latest.current = { userId, fields };
  });
  useEffect(
    () => () => {
      const { userId: whose, fields: typed } = latest.current;
      if (typed && !isFinished.current) unfinishedRegistration.keep(whose, typed);
    },
    [],
  );
  return () => {
    isFinished.current = true;
    unfinishedRegistration.drop(userId);
  };
}
