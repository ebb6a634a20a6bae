import { plainDigits } from '#domain/kernel/plain-digits.ts';

/**
 * A Hindi keyboard gives Hindi digits: every field of one line takes them as the digits that numbers are read, found and
 * printed in, before anybody hears of what was typed. Passwords and texts of several lines stay as they were typed.
 */
export function takeDigitsPlainly(within: Window): void {
  within.addEventListener('input', (event) => !(event as InputEvent).isComposing && makePlain(event.target), { capture: true });
  // What an input method puts together is not touched while it does; nobody is told of the end of it but by this.
  within.addEventListener('compositionend', ({ target }) => {
    if (makePlain(target)) target?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

/** Answers whether something else stands in the field now. The caret stays where it was. */
function makePlain(field: EventTarget | null): boolean {
  if (!(field instanceof HTMLInputElement) || !ONE_LINE.has(field.type) || isPassword(field)) return false;
  const { value, selectionStart } = field;
  const plain = plainDigits(value);
  if (plain === value) return false;
  const caret = plainDigits(value.slice(0, selectionStart ?? value.length)).length;
  setValue?.call(field, plain);
  field.setSelectionRange(caret, caret);
  return true;
}

/** Also while it is shown, and its field is one of text. */
function isPassword(field: HTMLInputElement): boolean {
  return field.closest('.mantine-PasswordInput-root') !== null;
}

const ONE_LINE: ReadonlySet<string> = new Set(['text', 'search', 'tel']);

/** The field’s own, past the one that React puts over it: with that, React would take it for its own change and tell nobody. */
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
