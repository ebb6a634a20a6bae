import { EVENT_WORDS } from './event-words.ts';
import type { ExportKind } from './export-kind.ts';
import { eventsBefore, type MoneyEvent, moneyEvents } from './money-events.ts';

/**
 * Each patient's account: what they owe after each step; negative where the clinic owes them. Every row says what moved:
 * an advance that settles a bill is on both sides, and so is a payer's share of the bill that is theirs.
 */
export const patientLedger: ExportKind = {
  kind: 'patient-ledger',
  columns: [
    { title: 'Patient', type: 'text' },
    { title: 'Business date', type: 'date' },
    { title: 'What', type: 'text' },
    { title: 'Number', type: 'text' },
    { title: 'Refers to', type: 'text' },
    { title: 'Debit', type: 'amount' },
    { title: 'Credit', type: 'amount' },
    { title: 'Balance', type: 'amount' },
  ],
  *rows(asked, reader) {
    const byPatient = new Map<string, MoneyEvent[]>();
    for (const event of moneyEvents(reader, asked)) {
      if (!isOfPatient(event)) continue;
      const theirs = byPatient.get(event.patientId);
      if (theirs) theirs.push(event);
      else byPatient.set(event.patientId, [event]);
    }
    const patients = [...byPatient].sort(([, [a]], [, [b]]) => ((a?.patientName ?? '') < (b?.patientName ?? '') ? -1 : 1));
    for (const [patientId, events] of patients) {
      let balance = eventsBefore(reader, patientId, asked).reduce((sum, event) => sum + owesMore(event), 0);
      const before = { debitMinor: Math.max(balance, 0), creditMinor: Math.max(-balance, 0) };
      if (balance !== 0) yield [events[0]?.patientName ?? '', asked.from, 'Brought forward', '', '', ...sides(before), balance];
      for (const event of events) {
        balance += owesMore(event);
        const { patientName, date, kind, number, reference } = event;
        yield [patientName, date, EVENT_WORDS[kind], number, reference, ...sides(movedBy(event)), balance];
      }
    }
  },
};

interface Moved {
  readonly debitMinor: number;
  readonly creditMinor: number;
}

/** A side on which nothing moved stays empty. */
function sides({ debitMinor, creditMinor }: Moved): [number | null, number | null] {
  return [debitMinor === 0 ? null : debitMinor, creditMinor === 0 ? null : creditMinor];
}

/** What a payer paid, or was let off, is between them and the clinic. */
function isOfPatient(event: MoneyEvent): boolean {
  const { debitMinor, creditMinor } = movedBy(event);
  return debitMinor !== 0 || creditMinor !== 0;
}

/** What it adds to the patient's account on either side. */
function movedBy({ kind, amountMinor, payerMinor = 0 }: MoneyEvent): Moved {
  switch (kind) {
    case 'invoice':
    case 'refund':
    case 'payer-passed':
      return { debitMinor: amountMinor, creditMinor: payerMinor };
    case 'payment':
    case 'advance':
    case 'waiver':
    case 'credit-note':
      return { debitMinor: payerMinor, creditMinor: amountMinor };
    case 'advance-applied':
    case 'excess':
      return { debitMinor: amountMinor, creditMinor: amountMinor };
    case 'payer-payment':
    case 'payer-write-off':
      return { debitMinor: 0, creditMinor: 0 };
    default:
      return kind satisfies never;
  }
}

/** By how much the patient owes more after it. What only moves between their own bill and advance changes nothing. */
export function owesMore(event: MoneyEvent): number {
  const { debitMinor, creditMinor } = movedBy(event);
  return debitMinor - creditMinor;
}
