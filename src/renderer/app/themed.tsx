import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { contrast, theme } from './theme.ts';

/** The theme, with a name in the window's language for the cross that closes dialogs and notices. */
export function Themed({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const close = t('common.close');
  const named = useMemo(
    () => mergeThemeOverrides(theme, { components: { CloseButton: { defaultProps: { 'aria-label': close } } } }),
    [close],
  );
  return (
    <MantineProvider theme={named} cssVariablesResolver={contrast} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
