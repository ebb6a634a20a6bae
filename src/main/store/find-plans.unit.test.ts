import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { appointment } from '#domain/appointments/appointment.ts';
import { approval } from '#domain/approvals/approval.ts';
import type { Condition, FindOptions, RecordType } from '#domain/kernel/record.ts';
import { visit } from '#domain/visits/visit.ts';
import { watchNote } from '#domain/watch/watch-note.ts';
import { createRecordTable, findRecords } from './record-sql.ts';

const DAYS = { from: '2025-04-01', to: '2026-03-31' };

function planOf(type: unknown, where: Record<string, Condition>, options: FindOptions<Record<string, unknown>>): string {
  const db = new Database(':memory:');
  for (const statement of createRecordTable(type as RecordType)) db.exec(statement);
  const { sql, values } = findRecords(type as RecordType, where, options);
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  db.close();
  return plan.map(({ detail }) => detail).join('\n');
}

describe('what the fraud pack reads of a year', () => {
  it('are the visits without an invoice, and no others', () => {
    const where = { branchId: 'b', state: 'READY_FOR_BILLING', invoiceId: null, businessDate: DAYS };
    const plan = planOf(visit, where, { orderBy: 'businessDate', descending: true });
    expect(plan).toContain('state=? AND invoiceId=? AND businessDate>?');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('are the appointments of one state, the notes of those moved on their day, and of each patient the visits', () => {
    const where = { branchId: 'b', state: 'NO_SHOW', date: DAYS };
    const plan = planOf(appointment, where, { orderBy: 'date', descending: true });
    expect(plan).toContain('(branchId=? AND state=? AND date>? AND date<?)');
    const moves = { branchId: 'b', kind: 'appointment-moved', date: DAYS };
    const moved = planOf(watchNote, moves, { orderBy: 'recordedAtMs', descending: true });
    expect(moved).toContain('(branchId=? AND kind=?)');
    const visits = planOf(visit, { patientId: 'p', businessDate: DAYS }, { orderBy: 'checkedInAtMs' });
    expect(visits).toContain('(patientId=?)');
    for (const one of [plan, moved, visits]) expect(one).not.toContain('TEMP B-TREE');
  });

  it('are the approvals of its days, in their order', () => {
    const plan = planOf(approval, { branchId: 'b', businessDate: DAYS }, { orderBy: 'businessDate' });
    expect(plan).toContain('branchId=? AND businessDate>?');
    expect(plan).not.toContain('TEMP B-TREE');
  });
});

describe('what a working list reads of all visits there ever were', () => {
  const lastMoved = { orderBy: 'updatedAtMs', descending: true, limit: 500 };

  it.each<Record<string, Condition>>([{}, { doctorId: 'd' }])(
    'are those of one state, last moved first, however many are finished %o',
    (whose) => {
      const plan = planOf(visit, { branchId: 'b', ...whose, state: 'REGISTERED' }, lastMoved);
      expect(plan).toContain('(branchId=? AND state=?)');
      expect(plan).not.toContain('TEMP B-TREE');
    },
  );
});

describe('what keeps a time from being promised twice', () => {
  it.each<Record<string, Condition>>([{ doctorId: 'd' }, { patientId: 'p' }])('is a day of one, and no other %o', (whose) => {
    const plan = planOf(appointment, { ...whose, date: '2026-05-04', state: { in: ['BOOKED', 'ARRIVED'] } }, { limit: 500 });
    expect(plan).toContain(`(${Object.keys(whose)[0]}=? AND date=?)`);
  });
});
