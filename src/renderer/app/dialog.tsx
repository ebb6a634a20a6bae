import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOnTop } from './on-top.ts';
import { useFocusBack } from './use-focus-back.ts';

/** A dialog that is open as long as it is there. Escape closes the one on top only. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation();
  const onTop = useOnTop();
  useFocusBack();
  return <Modal opened closeOnEscape={onTop} closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}

/** The same at the side of the screen. */
export function SideDialog(props: Omit<DrawerProps, 'opened'>) {
  const { t } = useTranslation();
  const onTop = useOnTop();
  useFocusBack();
  return <Drawer opened closeOnEscape={onTop} closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}
