import type { QueryName } from './counter.ts';

/** The records each query shows: when one of them changes, it is read again. */
export const READS: Readonly<Record<QueryName, readonly string[]>> = {
  patientSearch: ['patient'],
};
