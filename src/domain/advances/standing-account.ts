import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { accountId } from './account-id.ts';
import { owedBack, patientAccount } from './patient-account.ts';
import { duesOf } from './patient-ledger.ts';

/** What a cashier must know of a patient before taking money for one bill. Minor units. */
export interface StandingAccount {
  /** Can settle the bill. */
  readonly advanceMinor: number;
  /** Due on the patient's other bills of this branch. */
  readonly otherDuesMinor: number;
  /** Given back or applied beyond what the account held: to be asked back. */
  readonly owedBackMinor: number;
}

export function standingAccount(
  reader: Reader,
  branchId: string | null,
  patientId: string,
  invoiceId: string | null,
): StandingAccount {
  const others = duesOf(reader, patientId).filter((one) => one.invoiceId !== invoiceId && one.branchId === branchId);
  const account = reader.get(patientAccount, accountId(branchId, patientId));
  return {
    advanceMinor: Math.max(0, account?.advanceMinor ?? 0),
    otherDuesMinor: sum(others.map(({ dueMinor }) => dueMinor)),
    owedBackMinor: account ? owedBack(account) : 0,
  };
}
