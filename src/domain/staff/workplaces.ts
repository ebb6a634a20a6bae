import type { Role, TerminalKind } from '../kernel/roles.ts';

/** Where each role may log in. A manager may step up at any terminal. */
export const WORKPLACES: Readonly<Record<Role, readonly TerminalKind[]>> = {
  'front-desk': ['reception'],
  cashier: ['cashier'],
  doctor: ['consulting'],
  nurse: ['consulting'],
  manager: ['reception', 'cashier', 'consulting', 'back-office', 'server'],
  administrator: ['back-office', 'server'],
  auditor: ['back-office'],
};
