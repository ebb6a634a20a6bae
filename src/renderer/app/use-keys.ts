import { useHotkeys } from '@mantine/hooks';

type Keys = Readonly<Record<string, (() => void) | undefined | false>>;

/**
 * Whether a dialog, a menu or a list of a field stood open when the key went down. Asked before anybody else hears of the key:
 * the Escape that closes one of them must not go on and close what is under it.
 */
let dialogOpen = false;
let popoverOpen = false;
window.addEventListener(
  'keydown',
  () => {
    dialogOpen = document.querySelector('[aria-modal="true"]') !== null;
    popoverOpen = document.querySelector('[aria-haspopup][aria-expanded="true"]') !== null;
  },
  { capture: true },
);

/**
 * Keys that work anywhere on a screen, also while typing: `{ f2: focusSearch, 'mod+Enter': save }`. While a dialog is open,
 * or the screen is locked, only the keys of the dialog work; while a menu is, Escape is the menu's.
 */
export function useKeys(keys: Keys): void {
  useKeysWhen(keys, (pressed) => !dialogOpen && !(popoverOpen && pressed === 'Escape'));
}

/** Escape closes this popover over the screen, wherever the keyboard is. */
export function useEscapeCloses(open: boolean, close: () => void): void {
  useKeysWhen({ escape: open && close }, () => !dialogOpen);
}

/** Keys of the dialog on top. */
export function useDialogKeys(keys: Keys): void {
  useKeysWhen(keys, () => true);
}

function useKeysWhen(keys: Keys, mayAct: (pressed: string) => boolean): void {
  const hotkeys = Object.entries(keys).flatMap(([key, act]): [string, (event: KeyboardEvent) => void][] =>
    // A held key is one wish, not many.
    act ? [[key, (event) => mayAct(event.key) && !event.repeat && !event.isComposing && act()]] : [],
  );
  useHotkeys(hotkeys, [], true);
}
