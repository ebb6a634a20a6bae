import type { ReactNode } from 'react';
import { inParts } from './in-parts.ts';
import type { Pick } from './use-pick.ts';

/** Rows of which one is picked. With `focusable` the list itself takes the arrow keys; else the field above it does. */
export function PickList<Item extends { readonly id: string }>({
  items,
  choice,
  label,
  focusable = false,
  first = false,
  partOf,
  onOpen,
  children,
}: {
  items: readonly Item[];
  choice: Pick<Item>;
  label: string;
  focusable?: boolean;
  /** Has the keyboard when its dialog opens. */
  first?: boolean;
  /** Headings within the list: what stands above the rows that follow each other with the same answer; null: nothing. */
  partOf?: (item: Item) => string | null;
  /** A click on a row; the row is picked already. */
  onOpen?: (item: Item) => void;
  children: (item: Item) => ReactNode;
}) {
  const row = (item: Item) => (
    // The keyboard works the list as a whole, as the listbox pattern has it (WAI-ARIA APG).
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys and Enter are the list's
    <div
      key={item.id}
      id={choice.optionId(item.id)}
      role="option"
      tabIndex={-1}
      aria-selected={item.id === choice.picked?.id}
      className="option"
      onClick={() => {
        choice.pick(item.id);
        onOpen?.(item);
      }}
    >
      {children(item)}
    </div>
  );
  return (
    <div
      role="listbox"
      id={choice.listId}
      aria-label={label}
      aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
      tabIndex={focusable ? 0 : -1}
      data-autofocus={first || undefined}
      onKeyDown={focusable ? choice.onKeyDown : undefined}
    >
      {inParts(items, partOf).map(({ part, rows }) =>
        part === null ? (
          rows.map(row)
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a part of a listbox is a group, no fieldset (WAI-ARIA APG)
          <div key={part} role="group" aria-label={part}>
            <div className="part-head" aria-hidden>
              {part} {rows.length}
            </div>
            {rows.map(row)}
          </div>
        ),
      )}
    </div>
  );
}
