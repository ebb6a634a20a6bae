import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '#domain/kernel/roles.ts';
import type { UserListed } from '#domain/staff/users-list.ts';
import { useDoing, useRead } from '../app/asking.ts';
import { run } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useForm } from '../app/use-form.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';
import { firstPassword } from './first-password.ts';
import { PasswordOnce } from './password-once.tsx';

interface Fields {
  login: string;
  name: string;
  roles: Role[];
  counterIds: string[];
  doctorId: string | null;
  personCode: string;
}

/** Adds somebody, whose first password is then shown once; or changes what they are. */
export function PersonForm({ one, onClose }: { one?: UserListed; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: counters } = useRead('countersList', {});
  const [made, setMade] = useState<string | null>(null);
  const form = useForm<Fields>({
    initialValues: {
      login: one?.login ?? '',
      name: one?.name ?? '',
      roles: [...(one?.roles ?? [])],
      counterIds: [...(one?.counterIds ?? [])],
      doctorId: one?.doctorId ?? null,
      personCode: one?.personCode ?? '',
    },
  });
  const saving = useDoing(async ({ login, personCode, ...said }: Fields): Promise<string | null> => {
    const work = { ...said, personCode: personCode.trim() || null };
    if (one) {
      await run('changeUser', { userId: one.id, ...work });
      return null;
    }
    const password = firstPassword((into) => crypto.getRandomValues(into));
    await run('createUser', { login, ...work, password });
    return password;
  });
  const { values } = form;
  const whole = values.name.trim() !== '' && values.login.trim() !== '' && values.roles.length > 0;
  const submit = form.onSubmit((fields) => {
    if (whole) saving.mutate(fields, { onSuccess: (password) => (password === null ? onClose() : setMade(password)) });
  });
  if (made !== null) return <PasswordOnce name={values.name} login={values.login} password={made} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={one ? t('staff.edit', { name: one.name }) : t('staff.add')} size={480}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus maxLength={120} {...form.getInputProps('name')} />
          <TextInput label={t('staff.login')} maxLength={60} disabled={one !== undefined} {...form.getInputProps('login')} />
          <TextInput
            label={t('staff.personCode')}
            description={t('staff.personCodeWhat')}
            maxLength={40}
            {...form.getInputProps('personCode')}
          />
          <Checkbox.Group label={t('staff.roles')} {...form.getInputProps('roles')}>
            <div className="checks">
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={t(`roles.${role}`)} data-skip />
              ))}
            </div>
          </Checkbox.Group>
          {values.roles.includes('cashier') && (
            <Checkbox.Group label={t('staff.counters')} {...form.getInputProps('counterIds')}>
              <div className="checks">
                {(counters ?? [])
                  .filter(({ kind }) => kind === 'cashier')
                  .map(({ id, name, branchName }) => (
                    <Checkbox key={id} value={id} label={`${name} · ${branchName}`} data-skip />
                  ))}
              </div>
              {values.counterIds.length === 0 && (
                <Text role="status" className="due-text" size="sm" mt={4}>
                  {t('staff.noCounter')}
                </Text>
              )}
            </Checkbox.Group>
          )}
          {(values.roles.includes('doctor') || values.roles.includes('nurse')) && (
            <DoctorSelect
              label={t('staff.doctor')}
              value={values.doctorId}
              onChange={(doctorId) => form.setFieldValue('doctorId', doctorId)}
            />
          )}
        </Stack>
        <RefusalNote refusal={saving.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!whole} loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
