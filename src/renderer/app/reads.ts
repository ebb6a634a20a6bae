import type { QueryName } from './counter.ts';

/** The records each query shows: when one of them changes, it is read again. */
export const READS: Readonly<Record<QueryName, readonly string[]>> = {
  billingList: ['visit', 'service', 'doctor'],
  branchesList: ['branch'],
  clinicProfile: ['clinic'],
  countersList: ['counter', 'branch', 'terminal'],
  doctorQueue: ['visit', 'doctor', 'user'],
  doctorsList: ['doctor'],
  encounterOfVisit: ['encounter', 'patient-health'],
  medicineSearch: ['medicine'],
  patientProfile: ['patient', 'patient-health', 'visit', 'doctor'],
  patientSearch: ['patient'],
  possibleDuplicates: ['patient'],
  serviceSearch: ['service'],
  servicesList: ['service'],
  terminalsOverview: ['terminal', 'branch'],
  todaysVisits: ['visit', 'doctor'],
  usersList: ['user'],
};
