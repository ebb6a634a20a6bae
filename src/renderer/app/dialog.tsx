import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from './use-focus-back.ts';

/** A dialog that is open as long as it is there. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation();
  useFocusBack();
  return <Modal opened closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}

/** The same at the side of the screen. */
export function SideDialog(props: Omit<DrawerProps, 'opened'>) {
  const { t } = useTranslation();
  useFocusBack();
  return <Drawer opened closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}
