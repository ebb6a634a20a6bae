import { defineSlice } from '../kernel/slice.ts';
import { branch } from './branch.ts';
import { branchesList } from './branches-list.ts';
import { changeClinicSettings } from './change-clinic-settings.ts';
import { clinicChanges } from './changes.ts';
import { clinic } from './clinic.ts';
import { clinicProfile } from './clinic-profile.ts';
import { counter } from './counter.ts';
import { countersList } from './counters-list.ts';
import { createBranch } from './create-branch.ts';
import { createCounter } from './create-counter.ts';
import { renameCounter } from './rename-counter.ts';
import { setUpClinic } from './set-up-clinic.ts';

export const clinics = defineSlice({
  operations: { setUpClinic, changeClinicSettings, createBranch, createCounter, renameCounter },
  queries: { clinicProfile, branchesList, countersList },
  changes: clinicChanges,
  records: [clinic, branch, counter],
});
