import { useHotkeys } from '@mantine/hooks';

type Keys = Readonly<Record<string, (() => void) | undefined | false>>;

/**
 * Whether a dialog stood open when the key went down. Asked before anybody else hears of the key: the Escape that closes a
 * dialog must not go on and close what is under it.
 */
let dialogOpen = false;
window.addEventListener(
  'keydown',
  () => {
    dialogOpen = document.querySelector('[aria-modal="true"]') !== null;
  },
  { capture: true },
);

/**
 * Keys that work anywhere on a screen, also while typing: `{ f2: focusSearch, 'mod+Enter': save }`. While a dialog is open,
 * or the screen is locked, only the keys of the dialog work.
 */
export function useKeys(keys: Keys): void {
  useKeysWhen(keys, () => !dialogOpen);
}

/** Keys of the dialog on top. */
export function useDialogKeys(keys: Keys): void {
  useKeysWhen(keys, () => true);
}

function useKeysWhen(keys: Keys, mayAct: () => boolean): void {
  const hotkeys = Object.entries(keys).flatMap(([key, act]): [string, (event: KeyboardEvent) => void][] =>
    // A held key is one wish, not many.
    act ? [[key, (event) => mayAct() && !event.repeat && !event.isComposing && act()]] : [],
  );
  useHotkeys(hotkeys, [], true);
}
