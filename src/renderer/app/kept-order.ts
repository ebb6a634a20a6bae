import { useState } from 'react';

/**
 * Items in the places they had, and what is new after them in the order given: a row that arrives with sync from further
 * back must not push another from under a hand.
 * @param kept the keys as they stood
 */
export function inKeptOrder<Item>(
  items: readonly Item[],
  kept: readonly string[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const places = new Map(kept.map((key, place) => [key, place]));
  const placeOf = (item: Item) => places.get(keyOf(item)) ?? kept.length;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The same for a list on a screen, for as long as it is there. */
export function useKeptOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const [kept, setKept] = useState<readonly string[]>([]);
  const ordered = inKeptOrder(items, kept, keyOf);
  const keys = ordered.map(keyOf);
  if (keys.length !== kept.length || keys.some((key, at) => key !== kept[at])) setKept(keys);
  return ordered;
}
