import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { allergiesImported } from './health-changes.ts';
import { decideFindings, findingRows } from './import-findings.ts';
import { patientHealth } from './patient-health.ts';

export const importAllergies = defineOperation({
  name: 'importAllergies',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [allergiesImported],
  input: z.strictObject({ rows: findingRows }),
  decide: ({ rows }, context) =>
    decideFindings(
      rows,
      context,
      (patientId) => context.reader.get(patientHealth, patientId)?.allergies ?? [],
      (patientId, allergies) => allergiesImported.of({ patientId, allergies }),
    ),
});
