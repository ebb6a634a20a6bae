import type { Refusal } from '#domain/kernel/refusal.ts';
import type { Figures } from './figures.ts';
import type { Words } from './i18n/words.ts';

type Detail = Refusal['details'][string];

/** The sentence for a refusal in the words of a language; an unknown code is shown as it is, so that it can be told. */
export function refusalSentence({ code, details }: Pick<Refusal, 'code' | 'details'>, words: Words, figures: Figures): string {
  const sentences: Readonly<Record<string, string>> = words.refusals;
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (sentence === undefined) return words.common.unknownRefusal.replace('{{code}}', code);
  return filled(sentence, (name) =>
    name === 'rule' ? ruleText(details, words, figures) : detailText(name, details[name], words, figures),
  );
}

function filled(sentence: string, text: (name: string) => string): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => text(name));
}

/** Which rule something entered breaks. An older server names none. */
function ruleText({ rule, limit = null, where }: Refusal['details'], words: Words, figures: Figures): string {
  const rules: Readonly<Record<string, string>> = words.inputs.rules;
  const known = typeof rule === 'string' && Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  const isMoney = typeof where === 'string' && where.endsWith('Minor');
  return filled(known ?? words.inputs.rules.wrong, () => detailText(isMoney ? 'limitMinor' : 'limit', limit, words, figures));
}

/** `treatments.0.quantity` as people call it: nobody is told a name of the program. */
function inputName(where: string, { inputs }: Words): string {
  const fields: Readonly<Record<string, string>> = inputs.fields;
  const name = where.split('.').findLast((part) => Object.hasOwn(fields, part));
  return name === undefined ? inputs.any : lookedUp(fields, name);
}

/** A detail as people read it. Its name says what it is: `…Minor` money, `waitMs` how long, other `…Ms` when. */
function detailText(name: string, value: Detail | undefined, words: Words, figures: Figures): string {
  if (name === 'where' && (typeof value === 'string' || value === undefined)) return inputName(value ?? '', words);
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
