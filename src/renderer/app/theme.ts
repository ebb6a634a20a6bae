import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#e8f4f6',
  '#d0e6ea',
  '#a3ced6',
  '#73b5c1',
  '#4ea0af',
  '#3793a4',
  '#278a9c',
  '#167487',
  '#0b6474',
  '#044f5d',
];

/** Mantine's dark greys, turned towards the panels' blue-grey. */
const dark: MantineColorsTuple = [
  '#e3e8ec',
  '#c3cbd2',
  '#a7b0b8',
  '#7d878f',
  '#49525a',
  '#2f363c',
  '#252b30',
  '#1c2125',
  '#14181b',
  '#0e1113',
];

/** Calm and dense: one accent, small radii, no decoration. Figures line up everywhere. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 7 },
  colors: { ink, dark },
  fontFamily: "'Inter Variable', 'Noto Sans Devanagari Variable', 'Segoe UI', 'Nirmala UI', sans-serif",
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'sm' } },
    // Below the head of the frame, where notices appear.
    Modal: {
      defaultProps: { transitionProps: { duration: 0 }, centered: true, yOffset: 58, overlayProps: { backgroundOpacity: 0.35 } },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 0 }, position: 'right', overlayProps: { backgroundOpacity: 0.35 } } },
    // Without the placeholder the first item has the keyboard, and the menu holds nothing but items.
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md', withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 } } },
    Select: { defaultProps: { checkIconPosition: 'right', comboboxProps: { transitionProps: { duration: 0 } } } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', fz: 'sm' } },
    Button: { defaultProps: { size: 'sm' } },
  },
});

/** Mantine's greys and reds are too pale for small text on these grounds (WCAG 2.2, 1.4.3: 4.5 to 1). */
export const contrast: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#555f69',
    '--mantine-color-placeholder': '#6a737d',
    '--mantine-color-error': '#b42323',
    '--ground': '#f3f5f7',
    '--panel': '#ffffff',
    '--edge': '#d9dfe4',
    '--picked': '#dcecf0',
    '--hover': '#eef3f5',
    '--wait-text': '#4a5560',
    '--wait-ground': '#e6eaee',
    '--busy-text': '#3b3f9c',
    '--busy-ground': '#e7e8fa',
    '--due-text': '#7a4a00',
    '--due-ground': '#fdeed0',
    '--good-text': '#17602e',
    '--good-ground': '#dcf1e1',
    '--bad-text': '#98201f',
    '--bad-ground': '#fbe3e2',
    '--mark': '#0b6474',
  },
  dark: {
    '--mantine-color-dimmed': '#a7b0b8',
    '--mantine-color-placeholder': '#8f99a3',
    '--mantine-color-error': '#ff9c96',
    '--ground': '#14181b',
    '--panel': '#1c2125',
    '--edge': '#343b41',
    '--picked': '#1d3b42',
    '--hover': '#252b30',
    '--wait-text': '#c3cbd2',
    '--wait-ground': '#333a41',
    '--busy-text': '#c3c5ff',
    '--busy-ground': '#2f315e',
    '--due-text': '#ffd58a',
    '--due-ground': '#4b3509',
    '--good-text': '#9fe0b1',
    '--good-ground': '#17402a',
    '--bad-text': '#ffb3ae',
    '--bad-ground': '#572120',
    '--mark': '#73b5c1',
  },
});
