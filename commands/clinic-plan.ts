import { STARTER_PRICE_LIST } from '#domain/catalogue/starter-price-list.ts';
import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import type { Role } from '#domain/kernel/roles.ts';
import type { Admin } from './admin-client.ts';

/** A clinic to set up: its counters, its people and where cashiers may sit. */
export interface ClinicPlan {
  readonly name: string;
  readonly branch: { readonly name: string; readonly code: string; readonly address?: string; readonly phone?: string };
  readonly address?: string;
  /** Some services of the starter price list are taxed, which only a registered clinic may bill. */
  readonly gstin: string;
  readonly counters: readonly { readonly name: string; readonly kind: CounterKind }[];
  readonly doctors: readonly { readonly name: string; readonly speciality: string; readonly registrationNumber: string }[];
  readonly people: readonly {
    readonly login: string;
    readonly name: string;
    readonly roles: readonly Role[];
    /** Counters a cashier is assigned to, by name. */
    readonly counters?: readonly string[];
    /** The doctor this person works as, by name. */
    readonly doctor?: string;
    /** The same for every login of one person. */
    readonly personCode?: string;
  }[];
  readonly administrator: { readonly login: string; readonly name: string };
  /** Everybody's. Chosen, so nobody has to change it at the first login. */
  readonly password: string;
}

export interface PlannedClinic {
  readonly clinicId: string;
  readonly branchId: string;
  readonly counters: readonly { readonly counterId: string; readonly name: string; readonly kind: CounterKind }[];
}

/** Makes the clinic at the server by the same operations that its back office has. */
export async function setUpPlannedClinic(admin: Admin, plan: ClinicPlan): Promise<PlannedClinic> {
  const { password } = plan;
  const chosen = { password, mustChangePassword: false };
  const { clinicId, branchId } = await admin.createClinic({
    name: plan.name,
    address: plan.address ?? '',
    gstin: plan.gstin,
    branch: { address: '', phone: '', ...plan.branch },
    administrator: plan.administrator,
    ...chosen,
  });
  const run = admin.inClinic(clinicId);
  const counters = [];
  for (const { name, kind } of plan.counters) {
    const { counterId } = await run('createCounter', { branchId, name, kind });
    counters.push({ counterId, name, kind });
  }
  for (const service of STARTER_PRICE_LIST) await run('addService', { ...service });
  const doctorIds = new Map<string, string>();
  for (const doctor of plan.doctors) {
    const { doctorId } = await run('addDoctor', { ...doctor, phone: '' });
    doctorIds.set(doctor.name, doctorId);
  }
  for (const { login, name, roles, counters: assigned = [], doctor, personCode } of plan.people)
    await run('createUser', {
      login,
      name,
      roles: [...roles],
      counterIds: counters.filter((counter) => assigned.includes(counter.name)).map(({ counterId }) => counterId),
      doctorId: doctor === undefined ? null : (doctorIds.get(doctor) ?? null),
      ...(personCode === undefined ? {} : { personCode }),
      ...chosen,
    });
  return { clinicId, branchId, counters };
}
