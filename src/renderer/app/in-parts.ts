export interface ListPart<Item> {
  /** What stands above its rows; null: nothing. */
  readonly part: string | null;
  readonly rows: readonly Item[];
}

/** Rows that follow each other in the same part of a list, in the list's order. */
export function inParts<Item>(
  items: readonly Item[],
  partOf: (item: Item) => string | null = () => null,
): readonly ListPart<Item>[] {
  const parts: { part: string | null; rows: Item[] }[] = [];
  for (const item of items) {
    const part = partOf(item);
    const last = parts.at(-1);
    if (last?.part === part) last.rows.push(item);
    else parts.push({ part, rows: [item] });
  }
  return parts;
}
