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
