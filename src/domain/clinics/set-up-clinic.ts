import { z } from 'zod';
import { approvalKey, maybeTyped, typed, verifier } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { userCreated } from '../staff/changes.ts';
import { typedLogin } from '../staff/login.ts';
import { branchCreated, clinicSetUp } from './changes.ts';
import { clinic } from './clinic.ts';
import { typedBranch } from './create-branch.ts';
import { gstinRefusal, typedGstin } from './gstin.ts';
import { DEFAULT_SETTINGS, moneySettings, settings, usualRounding } from './settings.ts';

/** The clinic, its first branch and its first administrator. Nobody at a counter may ask: the host of the server does. */
export const setUpClinic = defineOperation({
  name: 'setUpClinic',
  roles: [],
  terminals: ['server'],
  decidedAt: 'central',
  makes: [clinicSetUp, branchCreated, userCreated],
  hostMakes: 'password',
  input: z.strictObject({
    name: typed(120),
    timeZone: settings.timeZone.default(DEFAULT_SETTINGS.timeZone),
    currency: settings.currency.default(DEFAULT_SETTINGS.currency),
    dayCutOffMinutes: settings.dayCutOffMinutes.default(DEFAULT_SETTINGS.dayCutOffMinutes),
    gstin: typedGstin.default(DEFAULT_SETTINGS.gstin),
    address: maybeTyped(300),
    phone: maybeTyped(40),
    leaseHours: settings.leaseHours.default(DEFAULT_SETTINGS.leaseHours),
    idleLockMinutes: settings.idleLockMinutes.default(DEFAULT_SETTINGS.idleLockMinutes),
    defaultLanguage: settings.defaultLanguage.default(DEFAULT_SETTINGS.defaultLanguage),
    /** Unless it is said, whole rupees in India, where no smaller coins go about; elsewhere none. */
    rounding: moneySettings.rounding.optional(),
    branch: z.strictObject(typedBranch),
    administrator: z.strictObject({ login: typedLogin, name: typed(120) }),
    /** The administrator's, as the host has made it. */
    password: verifier,
    approvalKey: approvalKey.optional(),
    /** False where the administrator has chosen the password. */
    mustChangePassword: z.boolean().default(true),
  }),
  decide(
    { branch, administrator, password: madeVerifier, approvalKey: madeKey, mustChangePassword, ...known },
    { reader, place, newId },
  ) {
    const there = reader.get(clinic, place.clinicId);
    if (there) return refuse('clinic-exists', { clinic: there.name });
    const wrong = gstinRefusal(known.gstin);
    if (wrong) return wrong;
    const branchId = newId();
    const userId = newId();
    const work = { roles: ['administrator' as const], counterIds: [], doctorId: null };
    const password = { verifier: madeVerifier, approvalKey: madeKey, mustChangePassword };
    return {
      changes: [
        clinicSetUp.of({ ...known, clinicId: place.clinicId, rounding: known.rounding ?? usualRounding(known.currency) }),
        branchCreated.of({ ...branch, branchId }),
        userCreated.of({ ...administrator, ...work, ...password, userId }),
      ],
      result: { clinicId: place.clinicId, branchId, userId },
    };
  },
});
