import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { counterKind } from './counter-kind.ts';
import { maybeMoneySettings, settings } from './settings.ts';

export const clinicSetUp = defineChange({
  name: 'clinic.set-up.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ clinicId: id, ...settings, ...maybeMoneySettings }),
  touches: (body) => [key('clinic', body.clinicId)],
});

/** All settings as they stand from now on. */
export const clinicSettingsChanged = defineChange({
  name: 'clinic.settings-changed.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ clinicId: id, ...settings, ...maybeMoneySettings }),
  touches: (body) => [key('clinic', body.clinicId)],
});

export const branchCreated = defineChange({
  name: 'branch.created.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ branchId: id, name: text(80), code: text(8), address: maybeText(300), phone: maybeText(40) }),
  touches: (body) => [key('branch', body.branchId)],
});

export const counterCreated = defineChange({
  name: 'counter.created.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ counterId: id, branchId: id, name: text(80), kind: counterKind }),
  touches: (body) => [key('counter', body.counterId)],
  looksAt: (body) => [key('branch', body.branchId)],
});

export const counterRenamed = defineChange({
  name: 'counter.renamed.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ counterId: id, name: text(80) }),
  touches: (body) => [key('counter', body.counterId)],
});

export const clinicChanges = [clinicSetUp, clinicSettingsChanged, branchCreated, counterCreated, counterRenamed] as const;
