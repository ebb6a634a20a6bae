import { z } from 'zod';
import type { Access } from '../kernel/access.ts';
import { typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { trainingBegun, trainingEnded, trainingNoted } from './changes.ts';
import { terminal } from './terminal.ts';

/** Stands where a terminal's code stands on everything that was only practised. */
export const TRAINING_CODE = 'TRAINING';

const where = { roles: ['manager'], terminals: ['reception', 'cashier', 'consulting'], decidedAt: 'terminal' } as const;

/** From now on everything done at this terminal is only practised: logged as such, and without any effect. */
export const beginTraining = defineOperation({
  ...where,
  name: 'beginTraining',
  makes: [trainingBegun],
  input: z.strictObject({ reason: typed(300) }),
  decide({ reason }, { reader, place, actor }) {
    if (!reader.get(terminal, place.terminalId)) return refuse('terminal-unknown');
    return { changes: [trainingBegun.of({ terminalId: place.terminalId, byName: actor.name, reason })], result: null };
  },
});

/** Back to real work. What was practised is forgotten; its notes stay in the log. */
export const endTraining = defineOperation({
  ...where,
  name: 'endTraining',
  makes: [trainingEnded],
  input: z.strictObject({}),
  decide: (_input, { place, actor }) => ({
    changes: [trainingEnded.of({ terminalId: place.terminalId, byName: actor.name })],
    result: null,
  }),
});

/** What a terminal's host must know of training. */
export const training: Access['training'] = {
  realOperations: ['endTraining', 'changePassword'],
  setting(reader, place) {
    const one = reader.get(terminal, place.terminalId);
    const records = one ? [{ record: terminal.name, id: one.id, value: { ...one, code: TRAINING_CODE } }] : [];
    return { terminalCode: TRAINING_CODE, records };
  },
  noted: (note) => trainingNoted.of({ ...note, changes: [...note.changes] }),
};
