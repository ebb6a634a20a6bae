import { Button, CopyButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../app/dialog.tsx';

/** A first password, shown this once: neither this window nor the server keeps it. */
export function PasswordOnce({
  name,
  login,
  password,
  onClose,
}: {
  name: string;
  login: string;
  password: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={onClose} title={t('staff.passwordTitle', { name })} closeOnClickOutside={false}>
      <Text>
        {t('staff.login')}: <strong>{login}</strong>
      </Text>
      <div className="code-box mono">{password}</div>
      <Text c="dimmed" size="sm">
        {t('staff.passwordOnce')}
      </Text>
      <div className="buttons">
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('common.copied') : t('common.copy')}
            </Button>
          )}
        </CopyButton>
        <Button data-autofocus onClick={onClose}>
          {t('common.done')}
        </Button>
      </div>
    </Dialog>
  );
}
