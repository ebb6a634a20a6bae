import { InvalidArgumentError } from 'commander';
import type { ImportPreview } from '#main/imports/imports.ts';
import { type FileText, tellingWords } from '../../src/renderer/imports/file-text.ts';
import { Misuse } from '../command-line.ts';

/** What `--column` says: this field stands under that heading; an empty heading: in no column. */
export interface ChosenColumn {
  readonly field: string;
  readonly heading: string;
}

/** Reads one `--column` and adds it to those before it. */
export function readColumn(text: string, before: readonly ChosenColumn[] = []): readonly ChosenColumn[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It looks like phone=Mobile, the field before the heading.');
  const one = { field: text.slice(0, at).trim(), heading: text.slice(at + 1).trim() };
  if (before.some(({ field }) => field === one.field)) throw new InvalidArgumentError(`“${one.field}” was given before.`);
  return [...before, one];
}

type Looked = Pick<ImportPreview, 'header' | 'columns' | 'mapping'>;

/** The mapping that was guessed, with what a person chose in its place. Throws `Misuse` for what there is not, with what there is. */
export function chosenMapping(file: Looked, chosen: readonly ChosenColumn[]): ImportPreview['mapping'] {
  const picked = chosen.map(({ field, heading }) => [fieldNamed(file, field), columnUnder(file, heading)] as const);
  return { ...file.mapping, ...Object.fromEntries(picked) };
}

/** Which column each field is read from, for people to see what was guessed. */
export function columnsSaid({ header, columns }: Looked, mapping: ImportPreview['mapping']): string {
  const read = columns.flatMap(({ field }) => (typeof mapping[field] === 'number' ? [[field, header[mapping[field]]]] : []));
  const left = columns.filter(({ field }) => typeof mapping[field] !== 'number').map(({ field }) => field);
  const none = left.length === 0 ? '' : `; not in the file: ${left.join(', ')}`;
  return `Columns: ${read.map(([field, heading]) => `${field}=${heading}`).join(', ') || 'none'}${none}`;
}

/** What the bytes were taken for, with some letters that show a person whether that was right. */
export function encodingSaid({ text, encoding }: FileText): string {
  const words = tellingWords(text);
  return words.length === 0 ? `Read as ${encoding}.` : `Read as ${encoding}. Look at letters such as: ${words.join(', ')}`;
}

export function headingsSaid({ header }: Pick<Looked, 'header'>): string {
  return `The file's headings: ${header.map((one) => `“${one.trim()}”`).join(', ')}.`;
}

function fieldNamed({ columns }: Looked, asked: string): string {
  const found = columns.find(({ field }) => field.toLowerCase() === asked.toLowerCase());
  if (found) return found.field;
  const width = Math.max(...columns.map(({ field }) => field.length));
  const there = columns.map(({ field, title, required }) => `  ${field.padEnd(width)}  ${title}${required ? ' (needed)' : ''}`);
  throw new Misuse(`There is no field “${asked}”. There are:\n${there.join('\n')}`);
}

function columnUnder(file: Looked, heading: string): number | null {
  if (heading === '') return null;
  const same = (name: string) => plain(name) === plain(heading);
  const [at, another] = file.header.flatMap((name, index) => (same(name) ? [index] : []));
  if (at !== undefined && another === undefined) return at;
  throw new Misuse(`${at === undefined ? 'No column is' : 'Several columns are'} headed “${heading}”. ${headingsSaid(file)}`);
}

function plain(heading: string): string {
  return heading
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
}
