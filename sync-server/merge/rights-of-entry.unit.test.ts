import { describe, expect, it } from 'vitest';
import type { Change } from '#domain/kernel/change.ts';
import { decisionOf, type Place } from '#domain/kernel/operation.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import type { Role } from '#domain/kernel/roles.ts';
import { access, centre, house, operations } from '#domain/registry.ts';
import { type EntryHeader, GENESIS_HASH, writeEntry } from '#protocol/entry.ts';
import { EMPTY_FRONTIER } from '#protocol/merkle.ts';
import { enrol, type SmallClinic, type Standing, smallClinic } from '../../tests/fixtures/domain.ts';
import type { OpenedEntry } from './open-batch.ts';
import { Placement } from './placement.ts';

const MINUTE = 60_000;
const SETTINGS = { timeZone: 'Asia/Kolkata', dayCutOffMinutes: 0, leaseHours: 24 };

/** A second cashier counter, where the first one's cashier is not assigned. */
function twoCounters() {
  const clinic = smallClinic();
  const second = enrol(clinic.world, clinic.server, clinic.branchId, 'cashier');
  const elsewhere: Standing = { ...clinic.cashier, place: second.place };
  return { ...clinic, second, elsewhere };
}

/** What a cashier's program makes of "open a till", at the place where they stand. */
function tillOpened({ place, actor }: Standing): Change {
  const till = { tillId: `till at ${place.terminalCode}`, terminalCode: place.terminalCode, cashierName: actor.name };
  return { type: 'till.opened.v1', body: { ...till, openingFloatMinor: 50_000 } };
}

function patientRegistered({ world, reception, doctorId }: SmallClinic): Change {
  const { registerPatient } = operations;
  const person = { phone: '9000000001', name: 'Lata', sex: 'female', ageYears: 30, doctorId };
  const decision = decisionOf(registerPatient, registerPatient.input.parse(person), world.contextOf(reception));
  if (isRefusal(decision) || !decision.changes[0]) throw new Error('nobody was registered');
  return decision.changes[0];
}

function entry(who: Standing, changes: readonly Change[], about: Partial<EntryHeader>): OpenedEntry {
  const { clinicId, branchId, terminalId, epoch } = who.place as Place;
  const wire = writeEntry(
    {
      ...{ clinicId, branchId, terminalId, epoch, seq: 1, prev: GENESIS_HASH, hlc: '000000000000001:000000' },
      ...{ businessDate: '2026-05-04', actorId: who.actor.userId, sessionId: who.actor.sessionId, documentNumber: null },
      ...{ recordedAtMs: 0, operation: 'openTill', grossInMinor: 0, grossOutMinor: 0, checkpoint: null, ...about },
    },
    changes,
  );
  return { wire: { ...wire, signature: null }, header: JSON.parse(wire.header) as EntryHeader, changes };
}

/** The verdict on one entry as it arrives now. @param seenAtMs the latest server time its terminal had heard */
function verdict(
  { world }: SmallClinic,
  who: Standing,
  changes: readonly Change[],
  about: Partial<EntryHeader> = {},
  seenAtMs: number | null = null,
): [string, ...string[]] {
  const rules = { house, centre, settings: SETTINGS, nowMs: world.nowMs };
  const placement = new Placement(rules, world.records, { position: 0, frontier: EMPTY_FRONTIER });
  const opened = entry(who, changes, { recordedAtMs: world.nowMs, ...about });
  const { status, flags } = placement.place(opened, who.place.kind, seenAtMs).verdict;
  return [status, ...flags];
}

/** Gives the cashier other work, as a manager does at the centre. */
function reassign(clinic: SmallClinic, counterIds: readonly string[], roles: readonly Role[] = ['cashier']): void {
  const { userId } = clinic.cashier.actor;
  clinic.world.done(clinic.backOffice, 'changeUser', { userId, name: 'Cash', roles, counterIds, doctorId: null });
}

describe('an entry of a cashier', () => {
  it('is accepted at the counter they are assigned to', () => {
    const clinic = twoCounters();
    expect(verdict(clinic, clinic.cashier, [tillOpened(clinic.cashier)])).toEqual(['accepted']);
  });

  it('is flagged at another counter, whatever its program let them do', () => {
    const clinic = twoCounters();
    expect(verdict(clinic, clinic.elsewhere, [tillOpened(clinic.elsewhere)])).toEqual(['flagged', 'not-your-counter']);
  });

  it('is refused at another counter where it only claims', () => {
    const clinic = twoCounters();
    const verifier = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA';
    const claim = { type: 'password.changed.v1', body: { userId: clinic.cashier.actor.userId, verifier } };
    const operation = access.passwordOperation;
    expect(verdict(clinic, clinic.cashier, [claim], { operation })).toEqual(['accepted']);
    expect(verdict(clinic, clinic.elsewhere, [claim], { operation })).toEqual(['refused', 'not-your-counter']);
  });

  it('is accepted where they are assigned now, whenever it was made', () => {
    const clinic = twoCounters();
    reassign(clinic, [clinic.second.counterId]);
    const earlier = { recordedAtMs: clinic.world.nowMs - MINUTE };
    expect(verdict(clinic, clinic.elsewhere, [tillOpened(clinic.elsewhere)], earlier)).toEqual(['accepted']);
  });

  it('is accepted where they were assigned, as long as nothing later had been heard there', () => {
    const clinic = twoCounters();
    const movedAtMs = clinic.world.nowMs;
    reassign(clinic, [clinic.second.counterId]);
    reassign(clinic, []);
    clinic.world.nowMs += 60 * MINUTE;
    const made = (recordedAtMs: number, seenAtMs: number | null) =>
      verdict(clinic, clinic.cashier, [tillOpened(clinic.cashier)], { recordedAtMs }, seenAtMs);
    expect(made(movedAtMs - MINUTE, null)).toEqual(['accepted']);
    expect(made(movedAtMs - MINUTE, movedAtMs - 2 * MINUTE)).toEqual(['accepted']);
    expect(made(movedAtMs + MINUTE, null)).toEqual(['flagged', 'not-your-counter']);
    expect(made(movedAtMs - MINUTE, movedAtMs + 30 * MINUTE)).toContain('not-your-counter');
  });

  it('is accepted for the role they had when it was made', () => {
    const clinic = twoCounters();
    const movedAtMs = clinic.world.nowMs;
    reassign(clinic, [], ['front-desk']);
    clinic.world.nowMs += MINUTE;
    const opened = [tillOpened(clinic.cashier)];
    expect(verdict(clinic, clinic.cashier, opened, { recordedAtMs: movedAtMs })).toEqual(['accepted']);
    expect(verdict(clinic, clinic.cashier, opened)).toEqual(['flagged', 'role-not-for-terminal']);
  });

  it('is accepted before they were revoked and flagged after it', () => {
    const clinic = twoCounters();
    const revokedAtMs = clinic.world.nowMs;
    clinic.world.done(clinic.backOffice, 'revokeUser', { userId: clinic.cashier.actor.userId, reason: 'left' });
    clinic.world.nowMs += MINUTE;
    const opened = [tillOpened(clinic.cashier)];
    expect(verdict(clinic, clinic.cashier, opened, { recordedAtMs: revokedAtMs })).toEqual(['accepted']);
    expect(verdict(clinic, clinic.cashier, opened)).toEqual(['flagged', 'actor-revoked']);
    expect(verdict(clinic, clinic.elsewhere, [tillOpened(clinic.elsewhere)], { recordedAtMs: revokedAtMs })).toEqual([
      'flagged',
      'not-your-counter',
    ]);
  });
});

describe('an entry of anybody else', () => {
  it('is flagged at a kind of terminal that is not theirs', () => {
    const clinic = twoCounters();
    const wanderer: Standing = { ...clinic.consulting, place: clinic.reception.place };
    const about = { operation: 'registerPatient' };
    expect(verdict(clinic, wanderer, [patientRegistered(clinic)], about)).toContain('role-not-for-terminal');
  });

  it('needs no counter', () => {
    const clinic = twoCounters();
    const stepUp: Standing = { ...clinic.backOffice, place: clinic.second.place };
    const read = { type: 'log.explored.v1', body: { userId: stepUp.actor.userId, sessionId: 's', subject: null } };
    expect(verdict(clinic, stepUp, [read], { operation: 'exploreLog' })).toEqual(['accepted']);
  });
});

describe('an entry that carries what its operation does not make', () => {
  it('is flagged where it is a fact, however it calls itself', () => {
    const clinic = twoCounters();
    const hidden = [patientRegistered(clinic), tillOpened(clinic.cashier)];
    const about = { operation: 'registerPatient' };
    expect(verdict(clinic, clinic.cashier, hidden, about)).toEqual(['flagged', 'operation-does-not-make']);
    expect(verdict(clinic, clinic.reception, hidden, about)).toContain('operation-does-not-make');
    const read = access.patientRead({ patientId: 'p', userId: 'u', sessionId: 's', query: 'patientProfile' });
    expect(verdict(clinic, clinic.cashier, [tillOpened(clinic.cashier), read])).toEqual(['flagged', 'operation-does-not-make']);
  });

  it('is refused where it only claims', () => {
    const clinic = twoCounters();
    const verifier = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA';
    const claim = { type: 'password.changed.v1', body: { userId: clinic.cashier.actor.userId, verifier } };
    expect(verdict(clinic, clinic.cashier, [claim])).toEqual(['refused', 'operation-does-not-make']);
  });
});

describe('what a program writes of itself', () => {
  const ids = { sessionId: 's', userId: 'u', terminalId: 't' };

  it('asks nobody’s right to say that a login was refused or a session ended', () => {
    const clinic = twoCounters();
    const said = [
      access.loginRefused({ userId: null, terminalId: 't', reason: 'not-your-counter', wrongInARow: 0 }),
      access.sessionLocked({ ...ids, reason: 'idle' }),
      access.sessionClosed({ ...ids, reason: 'revoked' }),
      access.terminalRefused({ terminalId: 't', reason: 'machine-mismatch', atMs: 1 }),
    ];
    for (const change of said) expect(verdict(clinic, clinic.elsewhere, [change], { operation: 'login' })).toEqual(['accepted']);
  });

  it('is flagged where it says that somebody began to work or looked at a patient who may not work there', () => {
    const clinic = twoCounters();
    const said = [
      access.sessionOpened({ ...ids, kind: 'cashier' }),
      access.sessionUnlocked(ids),
      access.patientRead({ patientId: 'p', userId: 'u', sessionId: 's', query: 'patientProfile' }),
      access.logExplored({ userId: 'u', sessionId: 's', subject: null }),
    ];
    for (const change of said) {
      expect(verdict(clinic, clinic.elsewhere, [change], { operation: 'login' })).toEqual(['flagged', 'not-your-counter']);
      expect(verdict(clinic, clinic.cashier, [change], { operation: 'login' })).toEqual(['accepted']);
    }
  });
});
