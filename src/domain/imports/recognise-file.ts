import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type ImportKind, normalHeader } from './import-kind.ts';

/** Files that other systems export beside those that can be imported, each by headings that only it has (Synthea's). */
const NOT_IMPORTABLE: readonly { readonly fileKind: string; readonly headings: readonly string[] }[] = [
  { fileKind: 'payers', headings: ['amount covered', 'amount uncovered'] },
  { fileKind: 'payers', headings: ['payer', 'ownership'] },
  { fileKind: 'organizations', headings: ['name', 'revenue', 'utilization'] },
  { fileKind: 'encounters', headings: ['patient', 'encounter class'] },
  { fileKind: 'treatments', headings: ['patient', 'reason code'] },
];

/** Why a file is none of this kind, as its headings say; undefined where they do not tell. */
export function otherKindRefusal(kind: ImportKind, kinds: readonly ImportKind[], header: readonly string[]): Refusal | undefined {
  const names = new Set(header.map(normalHeader));
  const has = (heading: string) => names.has(normalHeader(heading));
  const foreign = NOT_IMPORTABLE.find(({ headings }) => headings.every(has));
  if (foreign) return refuse('file-not-importable', { fileKind: foreign.fileKind });
  if (kind.marks.some((marks) => marks.every(has))) return undefined;
  const other = kinds.find(({ marks }) => marks.some((together) => together.every(has)));
  return other && refuse('file-of-other-kind', { fileKind: other.kind });
}
