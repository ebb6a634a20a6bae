import type { Refusal } from '#domain/kernel/refusal.ts';
import type { Figures } from './figures.ts';
import type { Words } from './i18n/words.ts';

type Detail = Refusal['details'][string];

/** The sentence for a refusal in the words of a language; an unknown code is shown as it is, so that it can be told. */
export function refusalSentence({ code, details }: Pick<Refusal, 'code' | 'details'>, words: Words, figures: Figures): string {
  const sentences: Readonly<Record<string, string>> = words.refusals;
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (sentence === undefined) return words.common.unknownRefusal.replace('{{code}}', code);
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => detailText(name, details[name], words, figures));
}

/** A detail as people read it. Its name says what it is: `…Minor` money, `waitMs` how long, other `…Ms` when. */
function detailText(name: string, value: Detail | undefined, words: Words, figures: Figures): string {
  if (value === undefined || value === null) return '…';
  if (typeof value === 'number') {
    if (name.endsWith('Minor')) return figures.money(value);
    if (name === 'waitMs' || name === 'lastsMs') return figures.lasting(value);
    if (name.endsWith('Ms')) return figures.dateTime(value);
    return String(value);
  }
  if (typeof value === 'boolean') return value ? words.common.yes : words.common.no;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return figures.date(value);
  if (name === 'fileKind') return lookedUp(words.imports.kinds, value);
  return name === 'field' ? lookedUp(words.imports.fields, value) : wordFor(value, words);
}

/** States, roles and kinds come as their codes; names come as they are. */
function wordFor(value: string, { visitStates, appointments, roles, kinds, tenders }: Words): string {
  const table = [visitStates, appointments.states, roles, kinds, tenders].find((one) => Object.hasOwn(one, value));
  return table ? lookedUp(table, value) : value;
}

function lookedUp(table: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(table, value) ? (table[value] ?? value) : value;
}
