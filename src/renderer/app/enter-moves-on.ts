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
    (field) => field === here || field.type !== 'radio' || (field.name !== here.name && speaksForGroup(field)),
  );
  const next = fields.slice(fields.indexOf(here) + 1).find((field) => field.dataset.skip === undefined);
  event.preventDefault();
  if (here.dataset.last !== undefined || !next) event.currentTarget.requestSubmit();
  else {
    next.focus();
    next.select();
  }
}

/** Radio buttons of one group are one field: the one chosen, and the first while none is. */
function speaksForGroup(radio: HTMLInputElement): boolean {
  const group = [...(radio.form?.querySelectorAll<HTMLInputElement>(`input[type="radio"]`) ?? [])].filter(
    ({ name }) => name === radio.name,
  );
  return radio === (group.find(({ checked }) => checked) ?? group[0]);
}
