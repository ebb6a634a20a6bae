import { z } from 'zod';
import { id, text } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { alertsSaidSeen } from './changes.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';
import { alertDates, alertsOf } from './watch-alerts.ts';

/** Rows that one entry names: the worst. Those beyond stay news. */
const ROWS_SAID = 1000;

/** Says that a manager has seen a rule's alerts, as they stand now. They speak up again when something is added or gets worse. */
export const seeAlerts = defineOperation({
  name: 'seeAlerts',
  roles: ['manager', 'administrator'],
  terminals: ['back-office'],
  decidedAt: 'terminal',
  makes: [alertsSaidSeen],
  input: z.strictObject({ branchId: id, rule: text(40) }),
  decide({ branchId, rule }, context) {
    if (!WATCH_RULES.some(({ name }) => name === rule)) return refuse('watch-rule-unknown', { rule });
    const alerts = alertsOf(context, branchId).find((one) => one.rule === rule);
    if (!alerts || alerts.news === 0) return refuse('no-alerts-to-see', { rule });
    const rows = alerts.rows.slice(0, ROWS_SAID).map(({ id: rowId, value, count }) => ({ id: rowId, value, count }));
    const byName = context.actor.name;
    return {
      changes: [alertsSaidSeen.of({ branchId, rule, ...alertDates(context, branchId), rows, byName })],
      result: { rule, alerts: rows.length },
    };
  },
});
