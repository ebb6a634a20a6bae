import { useHotkeys } from '@mantine/hooks';

/**
 * Keys that work anywhere on a screen, also while typing: `{ F2: focusSearch, 'mod+Enter': save }`.
 * @param when false while a dialog above has the keyboard
 */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined | false>>, when = true): void {
  const pairs = Object.entries(keys).flatMap(([key, act]): [string, (event: KeyboardEvent) => void][] =>
    act ? [[key, act]] : [],
  );
  // A held key is one wish, not many.
  const once = pairs.map(([key, act]): [string, (event: KeyboardEvent) => void] => [
    key,
    (event) => {
      if (when && !event.repeat && !event.isComposing) act(event);
    },
  ]);
  useHotkeys(when ? once : [], [], true);
}
