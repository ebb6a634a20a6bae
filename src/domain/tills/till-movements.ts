import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { openTillHere } from './open-till-here.ts';
import { type TillMovement, tillMovement } from './till-movement.ts';

/** Cash that moved in a till without a sale, and drawers opened without one, latest first: the open till here, or the one named. */
export const tillMovements = defineQuery({
  name: 'tillMovements',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ tillId: id.nullable().default(null), limit: z.number().int().min(1).max(1000).default(100) }),
  read({ tillId: asked, limit }, { reader, place }): readonly TillMovement[] {
    const tillId = asked ?? openTillHere(reader, place)?.id;
    return tillId ? reader.find(tillMovement, { tillId }, { orderBy: 'recordedAtMs', descending: true, limit }) : [];
  },
});
