import type { Identified, Reader, RecordType, Where } from '../kernel/record.ts';

const PAGE = 1000;

/** A field of a record that `find` can order by, and that is never null. */
type Ordered<Rec> = { readonly [Field in keyof Rec]: Rec[Field] extends string | number ? Field : never }[keyof Rec] & string;

/**
 * Every record between two values of a field, both included, by that field and then by id, however many: `find` answers a
 * thousand at most.
 */
export function* everyBetween<Rec extends Identified>(
  reader: Reader,
  type: RecordType<Rec>,
  { where, field, from, to }: { where: Where<Rec>; field: Ordered<Rec>; from: string | number; to: string | number },
): Iterable<Rec> {
  for (let start = from; start <= to; ) {
    const page = reader.find(type, { ...where, [field]: { from: start, to } } as Where<Rec>, { orderBy: field, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    const value = last[field] as string | number;
    yield* everyAfter(reader, type, { ...where, [field]: value } as Where<Rec>, last.id);
    start = following(value);
  }
}

/** The rest of the records that are alike but for their ids. */
function* everyAfter<Rec extends Identified>(
  reader: Reader,
  type: RecordType<Rec>,
  where: Where<Rec>,
  id: string,
): Iterable<Rec> {
  for (let last = id; ; ) {
    const page = reader.find(type, { ...where, id: { from: last } } as Where<Rec>, { limit: PAGE });
    const rest = page.filter((one) => one.id !== last);
    yield* rest;
    const end = rest.at(-1);
    if (!end || page.length < PAGE) return;
    last = end.id;
  }
}

/** The next value there can be: whole numbers, or text without control characters. */
function following(value: string | number): string | number {
  return typeof value === 'number' ? value + 1 : `${value}\u0001`;
}
