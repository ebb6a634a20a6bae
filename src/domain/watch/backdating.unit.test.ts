import { beforeEach, describe, expect, it } from 'vitest';
import { type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { attemptRefused } from '../audit/changes.ts';
import { priceEnded, priceSet, serviceChanged, taxRateSet } from '../catalogue/changes.ts';
import type { Change } from '../kernel/change.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { fraudPack } from './fraud-pack.ts';
import { watchNotes } from './watch-notes.ts';

/** The world's day is 4 May 2026. */
const STRETCH = { from: '2026-05-01', to: '2026-05-31' };
const KINDS = ['clock', 'late', 'backdated', 'backdating'] as const;

let clinic: PayingClinic;
beforeEach(() => {
  clinic = payingClinic();
});

function price(from: string) {
  const { services } = clinic;
  return priceSet.of({
    ...{ priceId: 'price', serviceId: services.filling, branchId: null, doctorId: null, priceMinor: 100_000 },
    ...{ includesTax: false, from, to: null, reason: 'always was' },
  });
}

/** Folds what a terminal of the back office sent, as the server found it. */
function sent(change: Change, found: Partial<EntryFacts> = {}): void {
  const { world, backOffice } = clinic;
  world.fold([change], { ...world.entryOf(backOffice), ...found });
}

function rows() {
  const { rules } = clinic.world.ask(clinic.backOffice, fraudPack, STRETCH);
  return rules.find(({ name }) => name === 'clock-attempts')?.rows.map(({ name, value, alert }) => [name, value, alert]);
}

function notes() {
  const { world, backOffice } = clinic;
  const found = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: [...KINDS] });
  return found.map(({ kind, date, detail, subjectId }) => ({ kind, date, detail, subjectId }));
}

const LATE = { businessDate: '2026-03-01', postedDate: '2026-05-04', late: true };

describe('a price or rate from a day that was over', () => {
  it('is refused where the program is as it was', () => {
    const { world, backOffice } = clinic;
    expect(world.write([price('2026-05-03')], world.entryOf(backOffice))?.code).toBe('begins-in-past');
  });

  it('is listed with its entry, under the day it was heard of', () => {
    const { backOffice, services, world } = clinic;
    sent(price('2026-03-01'), LATE);
    expect(rows()).toEqual([[backOffice.place.terminalCode, 1, true]]);
    const said = { date: '2026-05-04', detail: '2026-03-01: always was', subjectId: services.filling };
    expect(notes()).toEqual([{ kind: 'backdated', ...said }]);
    const { facts } = world.entries.at(-1) ?? {};
    const [note] = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['backdated'] });
    expect(note?.id).toBe(`${facts?.terminalId}/${facts?.epoch}/${facts?.seq}#backdated`);
  });

  it('is listed where an older program let it through, of whatever kind', () => {
    const { services } = clinic;
    sent(price('2026-05-03'));
    sent(taxRateSet.of({ taxCodeId: 'code', rateBasisPoints: 500, from: '2026-04-30', reason: 'law' }));
    sent(priceEnded.of({ priceId: 'price', serviceId: services.filling, to: '2026-05-02', reason: 'wrong' }));
    expect(notes().map(({ kind, detail }) => [kind, detail])).toEqual(
      expect.arrayContaining([
        ['backdated', '2026-05-03: always was'],
        ['backdated', '2026-04-30: law'],
        ['backdated', '2026-05-03: wrong'],
      ]),
    );
    expect(rows()).toMatchObject([[expect.any(String), 3, true]]);
  });

  it('is not what holds from today on, or what ends with yesterday, or comes late but for later', () => {
    const { services } = clinic;
    sent(price('2026-05-04'));
    sent(priceEnded.of({ priceId: 'price', serviceId: services.filling, to: '2026-05-03', reason: 'over' }));
    sent(price('2026-06-01'), LATE);
    expect([notes(), rows()]).toEqual([[], []]);
  });
});

describe('what moves no money', () => {
  it('is listed when its time cannot be, or when it came after the lock', () => {
    const { services } = clinic;
    const offer = { code: 'D-COMP', name: 'Filling', category: 'dental' as const, priceMinor: 1, taxRateBasisPoints: 0 };
    const changed = { ...offer, serviceId: services.filling, hsnSac: '', active: true, reason: 'cheaper' };
    sent(serviceChanged.of(changed), { flags: ['clock-suspect'] });
    sent(price('2026-05-04'), { flags: ['clock-suspect'] });
    sent(serviceChanged.of(changed), { late: true, flags: ['time-unproven'] });
    expect(
      notes()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['clock', 'clock', 'late']);
  });

  it('and what somebody was refused who tried to backdate it', () => {
    const { world, backOffice, services } = clinic;
    const { userId, sessionId } = backOffice.actor;
    const tried = { operation: 'setPrice', code: 'begins-in-past', times: 2, subjectId: services.filling };
    const change = attemptRefused.of({ userId, sessionId: sessionId ?? '', terminalId: backOffice.place.terminalId, ...tried });
    world.fold([change], world.entryOf(backOffice));
    expect(notes()).toMatchObject([{ kind: 'backdating', detail: 'setPrice: begins-in-past', subjectId: services.filling }]);
    expect(rows()).toMatchObject([[expect.any(String), 2, true]]);
  });
});
