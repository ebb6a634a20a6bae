import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { fitsTyped } from '../app/fits-typed.ts';

type Named = Pick<ReadyForBilling, 'token' | 'patientName' | 'patientPhone' | 'patientNumber'>;

/** By token, the beginnings of words of the name, or any stretch of the phone number. */
export function matchingReady<Ready extends Named>(ready: readonly Ready[], typed: string): readonly Ready[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return ready;
  return ready.filter(
    ({ token, patientName, patientPhone, patientNumber }) =>
      token.startsWith(text) ||
      patientNumber.toLowerCase().startsWith(text) ||
      (/^\d+$/.test(text) && patientPhone.includes(text)) ||
      (/\p{L}/u.test(text) && fitsTyped(patientName, text)),
  );
}
