import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { keyTarget } from './pick-keys.ts';

export interface Pick<Item> {
  readonly picked: Item | undefined;
  pick(id: string | null): void;
  /** For the element that has the keyboard: a list or the field above it. Answers whether it took the key. */
  onKeyDown(event: KeyboardEvent): void;
  readonly listId: string;
  optionId(id: string): string;
}

interface PickOptions<Item> {
  readonly onEnter?: (item: Item) => void;
  readonly first?: boolean;
  readonly begin?: string | null;
  readonly question?: string;
}

/**
 * One of a list, moved by arrow keys. The choice belongs to the item, not to its place: what sync adds above it moves
 * the row, never the choice.
 * @param options.first the first one is picked while no other is
 * @param options.question what the list answers, where it goes on changing by itself: until something else is asked, the
 *   one that was picked first stays picked, and when it leaves the list nobody is put in its place
 * @param options.begin id of the one that is picked to begin with, as soon as it is there
 */
export function usePick<Item extends { readonly id: string }>(
  items: readonly Item[],
  { onEnter, first = false, begin = null, question }: PickOptions<Item> = {},
): Pick<Item> {
  const listId = useId();
  const [wanted, setWanted] = useState(begin);
  const [shown, setShown] = useState<{ readonly question: string; readonly id: string } | null>(null);
  const stays = question !== undefined && shown?.question === question ? shown.id : undefined;
  const offered = stays === undefined ? items[0] : items.find(({ id }) => id === stays);
  const picked = items.find(({ id }) => id === wanted) ?? (first ? offered : undefined);
  if (question !== undefined && picked && picked.id !== stays) setShown({ question, id: picked.id });
  else if (shown && shown.question !== question) setShown(null);
  const at = picked ? items.indexOf(picked) : -1;
  const optionId = (id: string) => `${listId}-${id}`;
  const pickedId = picked?.id;

  useEffect(() => {
    if (pickedId !== undefined) document.getElementById(`${listId}-${pickedId}`)?.scrollIntoView({ block: 'nearest' });
  }, [pickedId, listId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, at, items.length, isInText(event));
    if (to !== undefined) {
      event.preventDefault();
      setWanted(items[to]?.id ?? null);
    } else if (event.key === 'Enter' && picked && onEnter && isPlainEnter(event)) {
      event.preventDefault();
      onEnter(picked);
    }
  };
  return { picked, pick: setWanted, onKeyDown, listId, optionId };
}

/** Ctrl Enter is another wish, and a key still held is the wish that brought the list up. */
function isPlainEnter({ ctrlKey, metaKey, repeat, nativeEvent }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !repeat && !nativeEvent.isComposing;
}

/** Home and End go through what stands in the field above a list, while something does. */
function isInText({ currentTarget }: KeyboardEvent): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.value !== '';
}
