import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import type { Role } from '#domain/kernel/roles.ts';
import type { EnteredTender } from '#domain/payments/tender.ts';
import type { ClinicPlan, PlannedClinic } from '../clinic-plan.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counters.ts';
import type { Attempts } from './fraud/attempts.ts';
import type { PatchedCounter } from './fraud/patched-counter.ts';

/** Everybody's. */
export const PASSWORD = 'a day of rehearsal';

export interface Seat {
  readonly name: string;
  readonly kind: CounterKind;
  /** Who sits there in the morning; also the name of the terminal's folder. */
  readonly login: string;
  readonly roles: readonly Role[];
  readonly doctor?: string;
}

export const SEATS: readonly Seat[] = [
  { name: 'Reception', kind: 'reception', login: 'reception', roles: ['front-desk'] },
  { name: 'Cashier 1', kind: 'cashier', login: 'cashier1', roles: ['cashier'] },
  { name: 'Cashier 2', kind: 'cashier', login: 'cashier2', roles: ['cashier'] },
  { name: 'Room 1', kind: 'consulting', login: 'doctor1', roles: ['doctor'], doctor: 'Doctor One' },
  { name: 'Back office', kind: 'back-office', login: 'manager', roles: ['manager'] },
];

/** The counter whose program somebody has changed, and whose clock they set. */
export const PATCHED_SEAT: Seat = { name: 'Cashier 3', kind: 'cashier', login: 'thief', roles: ['cashier'] };

/** Who takes over the drawer of the first cashier in the afternoon. */
export const EVENING = 'evening';
/** A second login of the first cashier, who is a manager by it. */
export const SECOND_LOGIN = 'cashier1boss';
/** A cashier and manager in one, who makes accounts for others. */
export const HEAD = 'head';
/** Leaves the clinic in the afternoon, and works on where nobody has heard of it. */
export const LEAVER = 'leaver';
export const MANAGER = 'manager';

const PERSON = 'E-017';

export const CLINIC: ClinicPlan = {
  name: 'Rehearsal Clinic',
  gstin: '27ABCDE1234F1Z0',
  branch: { name: 'Main branch', code: 'MAIN' },
  counters: [...SEATS, PATCHED_SEAT].map(({ name, kind }) => ({ name, kind })),
  doctors: [{ name: 'Doctor One', speciality: 'Dentistry', registrationNumber: 'R-1' }],
  administrator: { login: 'owner', name: 'Owner' },
  people: [
    ...[...SEATS, PATCHED_SEAT].map(({ name, login, roles, doctor }) => ({
      ...{ login, name: `${name} person`, roles, counters: [name] },
      ...(doctor === undefined ? {} : { doctor }),
      ...(login === 'cashier1' ? { personCode: PERSON } : {}),
    })),
    { login: EVENING, name: 'Evening cashier', roles: ['cashier'], counters: ['Cashier 1'] },
    { login: SECOND_LOGIN, name: 'Cashier 1 as manager', roles: ['manager'], personCode: PERSON },
    { login: HEAD, name: 'Head cashier', roles: ['cashier', 'manager'], counters: ['Cashier 1'] },
    { login: LEAVER, name: 'Leaving cashier', roles: ['cashier'], counters: [PATCHED_SEAT.name] },
  ],
  password: PASSWORD,
};

export interface DayOptions {
  readonly folder: string;
  readonly patientsCsv: string;
  readonly patientsFile: string;
  readonly visits: number;
  readonly seed: number;
  /** Hears what the day is at. */
  readonly tell: (line: string) => void;
}

/** A day while it is lived. */
export interface Day {
  readonly clinic: PlannedClinic;
  readonly reception: Counter;
  readonly cashiers: readonly [Counter, Counter];
  readonly room: Counter;
  readonly backOffice: Counter;
  readonly patched: PatchedCounter;
  readonly all: readonly Counter[];
  readonly random: Random;
  readonly patientIds: readonly string[];
  readonly doctorIds: readonly string[];
  /** Bills on which a part was paid and the rest is still to come. */
  readonly dues: Due[];
  /** Bills that were paid, with how. */
  readonly receipts: Receipt[];
  /** In which way the next bill is collected. */
  readonly turn: { next: number };
  /** What was tried, and what caught it. */
  readonly attempts: Attempts;
  readonly tell: DayOptions['tell'];
  /** The end of the clinic's order at the server. */
  readonly head: () => Promise<number>;
}

export interface Receipt {
  readonly cashier: Counter;
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly tenders: readonly EnteredTender[];
}

export interface Due {
  readonly cashier: Counter;
  readonly invoiceId: string;
  readonly dueMinor: number;
}
