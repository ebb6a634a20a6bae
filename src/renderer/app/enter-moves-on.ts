import type { KeyboardEvent } from 'react';

/**
 * Enter goes to the next field of a form, and from the last one submits it. Lists that are open, several lines of text
 * and buttons keep their Enter.
 */
export function enterMovesOn(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented || event.ctrlKey) return;
  const here = event.target;
  if (!(here instanceof HTMLInputElement)) return;
  if (here.getAttribute('aria-expanded') === 'true') return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]):not([disabled])')].filter(
    // Radio buttons of one group are one field: the one that has the keyboard, else the one chosen.
    (field) => field === here || field.type !== 'radio' || (field.checked && field.name !== here.name),
  );
  const next = fields.slice(fields.indexOf(here) + 1).find((field) => field.dataset.skip === undefined);
  event.preventDefault();
  if (here.dataset.last !== undefined || !next) event.currentTarget.requestSubmit();
  else {
    next.focus();
    next.select();
  }
}
