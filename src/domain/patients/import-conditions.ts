import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { conditionsImported } from './health-changes.ts';
import { decideFindings, findingRows } from './import-findings.ts';
import { patientHealth } from './patient-health.ts';

export const importConditions = defineOperation({
  name: 'importConditions',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [conditionsImported],
  input: z.strictObject({ rows: findingRows }),
  decide: ({ rows }, context) =>
    decideFindings(
      rows,
      context,
      (patientId) => context.reader.get(patientHealth, patientId)?.conditions ?? [],
      (patientId, conditions) => conditionsImported.of({ patientId, conditions }),
    ),
});
