import { z } from 'zod';
import { typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { drawerOpened } from './changes.ts';
import { openTillHere } from './open-till-here.ts';

/** Opens the drawer without a sale, to give change for example. Each time is counted, and stands on the Z. */
export const openDrawer = defineOperation({
  name: 'openDrawer',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [drawerOpened],
  input: z.strictObject({ reason: typed(300) }),
  decide({ reason }, { reader, place, actor, newId }) {
    const open = openTillHere(reader, place);
    if (!open) return refuse('no-open-till');
    const movementId = newId();
    return {
      changes: [drawerOpened.of({ movementId, tillId: open.id, cashierName: actor.name, reason })],
      result: { movementId, noSales: open.noSales + 1 },
    };
  },
});
