import { branch } from '../clinics/branch.ts';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_SETTINGS } from '../clinics/settings.ts';
import type { Reader } from '../kernel/record.ts';

/** Who a document is from. The branch's address and phone where it has its own. */
export interface Letterhead {
  readonly clinicName: string;
  readonly branchName: string;
  readonly address: string;
  readonly phone: string;
  readonly gstin: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
}

export function letterhead(reader: Reader, clinicId: string, branchId: string): Letterhead {
  const from = reader.get(clinic, clinicId) ?? { ...DEFAULT_SETTINGS, name: '' };
  const at = reader.get(branch, branchId);
  return {
    clinicName: from.name,
    branchName: at?.name ?? '',
    address: at?.address || from.address,
    phone: at?.phone || from.phone,
    gstin: from.gstin,
    currency: from.currency,
    timeZone: from.timeZone,
  };
}
