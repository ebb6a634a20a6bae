import { describe, expect, it } from 'vitest';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import { NO_TOTALS } from '#domain/business-days/day-totals.ts';
import { figuresIn } from '../words.ts';
import { dayStatus as statusIn } from './day-status.ts';

const dayStatus = (one: DayChecklist) => statusIn(one, figuresIn('Asia/Kolkata'));

type Listed = DayChecklist['terminals'][number];

const terminal = (other: Partial<Listed>): Listed => ({
  ...{ terminalId: 't', code: 'T01', name: 'Cashier', kind: 'cashier', state: 'CLOSED', seq: 12, hash: 'ab' },
  ...{
    lastContactMs: 0,
    zNumbers: [],
    reachable: true,
    heardBeforeMs: 0,
    backlog: 0,
    frozen: false,
    openTills: 0,
    mayHaveMore: false,
  },
  ...other,
});

const list = (other: Partial<DayChecklist>): DayChecklist => ({
  ...{ branchId: 'b', date: '2026-11-21', today: '2026-11-21', calendarToday: '2026-11-21' },
  ...{ state: 'OPEN', incomplete: false, earlierOpen: null },
  ...{ tills: [], staleTills: [], terminals: [], visits: {}, unpaid: [], totals: NO_TOTALS },
  ...{ claimed: { upi: 0, bank: 0 }, hindrances: [] },
  ...{ pendingApprovals: [], openHandovers: [], unconfirmedTenders: { count: 0, amountMinor: 0 }, warnings: [] },
  ...other,
});

describe('the status of a day', () => {
  it('says in words that it can be locked', () => {
    const told = dayStatus(list({ visits: { COMPLETED: 3, IN_CONSULTATION: 1 }, terminals: [terminal({ zNumbers: [1] })] }));
    expect(told.split('\n')).toEqual([
      'Sat, 21 Nov (2026-11-21): open',
      'Visits: 3 completed, 1 with the doctor',
      'Terminals:',
      '  T01 Cashier: complete, in contact, Z 1',
      'Everything is in. The day can be locked.',
    ]);
  });

  it('does not say that everything is in while a terminal is silent', () => {
    const silent = terminal({ reachable: false, mayHaveMore: true, lastContactMs: Date.UTC(2026, 10, 21, 8) });
    const told = dayStatus(list({ terminals: [silent], warnings: ['terminals-silent'] }));
    expect(told).toMatch(/T01 Cashier: complete when last heard, 21 Nov,? 13:30 \(Asia\/Kolkata\)/);
    expect(told).toContain('The day can be locked. Not settled, or not known:\n  Silent; what they may have done since');
    expect(told).not.toContain('Everything is in');
  });

  it('says what is in the way, and what to do', () => {
    const told = dayStatus(
      list({
        terminals: [
          terminal({ state: 'MISSING', openTills: 1 }),
          terminal({ code: 'T02', state: 'MISSING', reachable: false, lastContactMs: null, backlog: 4, frozen: true }),
        ],
        earlierOpen: '2026-11-20',
        hindrances: ['earlier-day-open', 'till-open', 'terminals-missing'],
      }),
    );
    expect(told).toContain('T01 Cashier: not finished, in contact, till open');
    expect(told).toContain('T02 Cashier: missing, never seen, stopped, 4 waiting there');
    expect(told).toContain('An earlier day is still open: Fri, 20 Nov. Lock it first.');
    expect(told).toContain('A till is open at a terminal that can be reached. Have it closed.');
    expect(told).not.toMatch(/MISSING|till-open|\{\{/);
  });

  it('names whose till is open, and whom it was offered to', () => {
    const till = { terminalId: 't', terminalCode: 'T01', userId: 'u', state: 'OPEN', openedAtMs: 0, closedAtMs: null } as const;
    const figures = { payments: 0, takings: NO_TOTALS.takings, receivedMinor: 0, openingFloatMinor: 0, tooOld: false };
    const none = { zNumber: null, countedMinor: null, expectedMinor: null, varianceMinor: null };
    const told = dayStatus(
      list({
        terminals: [terminal({ state: 'MISSING', openTills: 2 })],
        tills: ['Asha', 'Ravi'].map((cashierName) => ({ ...till, ...figures, ...none, tillId: cashierName, cashierName })),
        openHandovers: [{ tillId: 'Ravi', terminalId: 't', terminalCode: 'T01', cashierName: 'Ravi', toName: 'Latha' }],
        hindrances: ['till-open', 'handover-not-taken'],
      }),
    );
    expect(told).toContain('T01 Cashier: not finished, in contact, till open (Asha; Ravi → Latha)');
    expect(told).toContain('A till is offered to the next cashier, who has not taken it.');
  });

  it('says when a terminal was last seen by the clinic’s clock, and which that is', () => {
    const seen = terminal({ state: 'MISSING', reachable: false, lastContactMs: Date.UTC(2026, 10, 21, 20) });
    const told = dayStatus(list({ terminals: [seen], hindrances: ['terminals-missing'] }));
    expect(told).toMatch(/T01 Cashier: missing, last seen 22 Nov,? 01:30 \(Asia\/Kolkata\)/);
  });

  it('says that it is locked', () => {
    const told = dayStatus(list({ state: 'LOCKED', incomplete: true, hindrances: ['day-locked'] }));
    expect(told).toContain(': locked, incomplete');
    expect(told).toContain('The day is locked.');
  });
});
