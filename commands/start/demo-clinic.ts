import type { ClinicPlan } from '../clinic-plan.ts';

/** The clinic that `npm start` makes. Its people are named by what they do, so that nobody takes them for real. */
export const DEMO_CLINIC: ClinicPlan = {
  name: 'Demo Dental and General Clinic',
  address: '12 Station Road, Pune 411001',
  // The PAN within it is the one that samples show.
  gstin: '27ABCDE1234F1Z0',
  branch: { name: 'Main branch', code: 'MAIN' },
  counters: [
    { name: 'Reception', kind: 'reception' },
    { name: 'Cashier', kind: 'cashier' },
    { name: 'Consulting room 1', kind: 'consulting' },
    { name: 'Back office', kind: 'back-office' },
  ],
  doctors: [
    { name: 'Dr Demo Dentist', speciality: 'Dentistry', registrationNumber: 'DEMO-1' },
    { name: 'Dr Demo Physician', speciality: 'General practice', registrationNumber: 'DEMO-2' },
  ],
  administrator: { login: 'owner', name: 'Demo Owner' },
  people: [
    { login: 'reception', name: 'Demo Receptionist', roles: ['front-desk'] },
    { login: 'cashier', name: 'Demo Cashier', roles: ['cashier'], counters: ['Cashier'] },
    // Takes the drawer over from the first.
    { login: 'cashier2', name: 'Demo Second Cashier', roles: ['cashier'], counters: ['Cashier'] },
    { login: 'dentist', name: 'Dr Demo Dentist', roles: ['doctor'], doctor: 'Dr Demo Dentist' },
    { login: 'physician', name: 'Dr Demo Physician', roles: ['doctor'], doctor: 'Dr Demo Physician' },
    { login: 'manager', name: 'Demo Manager', roles: ['manager'] },
    { login: 'auditor', name: 'Demo Auditor', roles: ['auditor'] },
  ],
  password: 'counterfoil-demo',
};

/** Where each person of the demo logs in, for the start page. */
export const DEMO_LOGINS: Readonly<Record<string, readonly string[]>> = {
  reception: ['reception'],
  cashier: ['cashier', 'cashier2'],
  consulting: ['dentist', 'physician'],
  'back-office': ['manager', 'owner', 'auditor'],
};
