import type { ExportKind } from './export-kind.ts';
import { eventsBefore, type MoneyEvent, moneyEvents } from './money-events.ts';

/** Each patient's account: what they owe after each step; negative where the clinic owes them. */
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
      const theirs = byPatient.get(event.patientId);
      if (theirs) theirs.push(event);
      else byPatient.set(event.patientId, [event]);
    }
    const patients = [...byPatient].sort(([, [a]], [, [b]]) => ((a?.patientName ?? '') < (b?.patientName ?? '') ? -1 : 1));
    for (const [patientId, events] of patients) {
      let balance = eventsBefore(reader, patientId, asked).reduce((sum, event) => sum + owesMore(event), 0);
      if (balance !== 0) yield [events[0]?.patientName ?? '', asked.from, 'brought forward', '', '', null, null, balance];
      for (const event of events) {
        const more = owesMore(event);
        balance += more;
        const { patientName, date, kind, number, reference } = event;
        yield [patientName, date, kind, number, reference, more > 0 ? more : null, more < 0 ? -more : null, balance];
      }
    }
  },
};

/** By how much the patient owes more after it. What only moves between their own bill and advance changes nothing. */
export function owesMore({ kind, amountMinor, payerMinor = 0 }: MoneyEvent): number {
  switch (kind) {
    case 'invoice':
    case 'refund':
    case 'payer-passed':
      return amountMinor - payerMinor;
    case 'payment':
    case 'advance':
    case 'waiver':
    case 'credit-note':
      return -(amountMinor - payerMinor);
    case 'advance-applied':
    case 'excess':
    case 'payer-payment':
    case 'payer-write-off':
      return 0;
    default:
      return kind satisfies never;
  }
}
