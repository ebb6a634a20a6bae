import { Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconCheck, IconChevronDown, IconKey, IconLock, IconLogout, IconPrinter, IconUsers } from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintersDialog } from '../../printers/printers-dialog.tsx';
import { ChangePassword } from '../../session/change-password.tsx';
import { leave, lockSession, switchUser } from '../../session/leaving.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { language, useLanguage } from '../preferences.ts';
import { sessionStore } from '../session.ts';
import { useDialogKeys } from '../use-keys.ts';
import { Key } from './key.tsx';
import { useTraining } from './training.tsx';

export function UserMenu() {
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const training = useTraining();
  const [printers, setPrinters] = useState(false);
  // Whatever stands open: whoever leaves the machine locks it.
  useDialogKeys({ 'mod+L': lockSession, 'mod+K': switchUser });
  if (!session) return null;
  const mayManage = session.roles.some((role) => role === 'manager' || role === 'administrator');
  const roles = session.roles.map((role) => t(`roles.${role}`)).join(', ');
  const changePassword = () =>
    modals.open({ title: t('session.changeTitle'), children: <ChangePassword onDone={modals.closeAll} /> });
  return (
    <>
      <Menu opened={open} onChange={setOpen} position="bottom-end" width={250}>
        <Menu.Target>
          <UnstyledButton className="user-button">
            <VisuallyHidden>{t('frame.menu')}: </VisuallyHidden>
            <span className="user-names">
              <span className="clip">{session.name}</span>
              <small className="clip">{roles}</small>
            </span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLock size={16} />} rightSection={<Key name="Ctrl L" />} onClick={lockSession}>
            {t('frame.lock')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUsers size={16} />} rightSection={<Key name="Ctrl K" />} onClick={switchUser}>
            {t('frame.switchUser')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={changePassword}>
            {t('frame.changePassword')}
          </Menu.Item>
          {training.item}
          {mayManage && (
            <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => setPrinters(true)}>
              {t('printers.menu')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
            {t('frame.logOut')}
          </Menu.Item>
          <Menu.Divider />
          <LanguageItems />
          <Menu.Divider />
          <AppearanceItems />
        </Menu.Dropdown>
      </Menu>
      {training.dialog}
      {printers && <PrintersDialog onClose={() => setPrinters(false)} />}
    </>
  );
}

function LanguageItems() {
  const now = useLanguage();
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t('frame.language')}</Menu.Label>
      {(Object.keys(LANGUAGES) as Language[]).map((one) => (
        <Menu.Item
          key={one}
          lang={one}
          rightSection={one === now ? <IconCheck size={14} /> : null}
          onClick={() => language.set(one)}
        >
          {LANGUAGES[one].name}
        </Menu.Item>
      ))}
    </>
  );
}

function AppearanceItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { t } = useTranslation();
  const schemes = { light: t('frame.light'), dark: t('frame.dark'), auto: t('frame.asSystem') };
  return (
    <>
      <Menu.Label>{t('frame.appearance')}</Menu.Label>
      {(Object.keys(schemes) as (keyof typeof schemes)[]).map((one) => (
        <Menu.Item
          key={one}
          rightSection={one === colorScheme ? <IconCheck size={14} /> : null}
          onClick={() => setColorScheme(one)}
        >
          {schemes[one]}
        </Menu.Item>
      ))}
    </>
  );
}
