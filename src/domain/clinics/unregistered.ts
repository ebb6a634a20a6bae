import type { Reader } from '../kernel/record.ts';
import { clinic } from './clinic.ts';

/** The currency of the country whose tax GST is. */
const GST_CURRENCY = 'INR';

/** A clinic that India's GST holds for, and that has not said by which number it is registered. */
export function isUnregistered(reader: Reader, clinicId: string): boolean {
  const one = reader.get(clinic, clinicId);
  return one !== undefined && one.currency === GST_CURRENCY && one.gstin === null;
}
