import type { RequestFact } from '#domain/approvals/request-text.ts';
import type { Figures } from '../app/figures.ts';

/** What a request says, as people read it: its name's word where there is one, and its value. */
export type ReadFact = readonly [name: string, value: string];

/** What facts are called, yes and no among them; and the words of facts whose values are codes, by the fact's name. */
interface FactWords {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type FactFigures = Pick<Figures, 'money' | 'percent' | 'date'>;

/** Names that only programs read: whoever decides is told what the ids stand for. `source`: what a receipt's number names. */
const isForPeople = (name: string, value: RequestFact) =>
  value !== null && value !== '' && !name.endsWith('Id') && !name.endsWith('Ids') && name !== 'id' && name !== 'source';

/** What a line, a payer or a document is called: it comes first. */
const CALLED: ReadonlySet<string> = new Set(['code', 'name', 'number']);
/** Needs no word before it inside of something. */
const SPEAKS_FOR_ITSELF: ReadonlySet<string> = new Set([...CALLED, 'amountMinor']);

function insideOf(facts: { readonly [name: string]: RequestFact }): readonly [string, RequestFact][] {
  const all = Object.entries(facts).filter(([name, value]) => isForPeople(name, value));
  const isCalled = ([name]: readonly [string, RequestFact]) => CALLED.has(name);
  return [...all.filter(isCalled), ...all.filter((one) => !isCalled(one))];
}

/**
 * The facts of a request, in their own order. `…Minor` is money, `…BasisPoints` percent; what lies inside is written in one
 * line.
 * @param words a fact or a code without a word keeps its own name
 */
export function readFacts(
  facts: { readonly [name: string]: RequestFact },
  words: FactWords,
  figures: FactFigures,
): readonly ReadFact[] {
  return Object.entries(facts)
    .filter(([name, value]) => isForPeople(name, value))
    .map(([name, value]) => [nameOf(name, words), textOf(name, value, words, figures)]);
}

function nameOf(name: string, { names }: FactWords): string {
  return wordOf(names, name) ?? name.replace(/(Minor|BasisPoints)$/, '');
}

function wordOf(table: Readonly<Record<string, string>> | undefined, code: string): string | undefined {
  return table && Object.hasOwn(table, code) ? table[code] : undefined;
}

function textOf(name: string, value: RequestFact, words: FactWords, figures: FactFigures): string {
  if (typeof value === 'number') {
    if (name.endsWith('Minor')) return figures.money(value);
    return name.endsWith('BasisPoints') ? figures.percent(value) : String(value);
  }
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? figures.date(value) : (wordOf(words.values[name], value) ?? value);
  if (Array.isArray(value)) return value.map((one: RequestFact) => textOf(name, one, words, figures)).join('; ');
  if (typeof value === 'object' && value !== null) {
    const inside = value as { readonly [name: string]: RequestFact };
    const { denominationMinor, pieces } = inside;
    if (typeof denominationMinor === 'number' && typeof pieces === 'number')
      return `${pieces} × ${figures.money(denominationMinor)}`;
    return insideOf(inside)
      .map(([inner, one]) => {
        const text = textOf(inner, one, words, figures);
        return SPEAKS_FOR_ITSELF.has(inner) ? text : `${nameOf(inner, words)} ${text}`;
      })
      .join(', ');
  }
  if (typeof value === 'boolean') return (value ? words.names.yes : words.names.no) ?? String(value);
  return String(value);
}
