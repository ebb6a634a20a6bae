/**
 * Many values in one parameter. Texts are joined by a control character that no JSON text and no cleaned column holds,
 * and split by PostgreSQL: no quoting on either side, which is what makes a thousand rows one cheap statement.
 */
const SEPARATOR = '\x1e';
const NULL = '\x1d';

export function joined(values: readonly (string | number | boolean | null)[]): string {
  return values.map((value) => value ?? NULL).join(SEPARATOR);
}

/** SQL that makes a text[] of a joined parameter, e.g. `$3`. One empty text is not nothing. */
export function split(parameter: string): string {
  return `coalesce(nullif(string_to_array(${parameter}::text, E'\\x1e', E'\\x1d'), '{}'), '{""}')`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones PostgreSQL or `joined` cannot carry
const UNCARRIED = /[\0\x1d\x1e]/g;

/** Longer values are cut in columns, where an index could not hold them. Ids longer than this are refused. */
export const COLUMN_MAX = 250;

/** A text as a column can hold it: cut, and without the characters PostgreSQL refuses. The record's body keeps the original. */
export function columnText(text: string): string {
  return text.slice(0, COLUMN_MAX).toWellFormed().replace(UNCARRIED, '\ufffd');
}

/** The words a record is found by, each short enough for a lexeme. */
export function columnWords(text: string): string {
  return text.split(' ', 500).map(columnText).join(' ');
}
