import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserListed } from '#domain/staff/users-list.ts';
import { useDoing } from '../app/asking.ts';
import { run } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { firstPassword } from './first-password.ts';
import { PasswordOnce } from './password-once.tsx';

/** Gives somebody who forgot theirs a new first password. */
export function ResetPassword({ one, onClose }: { one: UserListed; onClose: () => void }) {
  const { t } = useTranslation();
  const resetting = useDoing(async () => {
    const password = firstPassword((into) => crypto.getRandomValues(into));
    await run('resetPassword', { userId: one.id, password });
    return password;
  });
  if (resetting.data) return <PasswordOnce name={one.name} login={one.login} password={resetting.data} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={t('staff.resetTitle', { name: one.name })}>
      <Text>{t('staff.resetWhat')}</Text>
      <RefusalNote refusal={resetting.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button data-autofocus loading={resetting.isPending} onClick={() => resetting.mutate(undefined)}>
          {t('staff.reset')}
        </Button>
      </div>
    </Dialog>
  );
}
