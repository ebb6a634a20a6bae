import type { Identified, Reader, RecordType, Where } from '../kernel/record.ts';

const PAGE = 1000;

/** A field of a record that `find` can order by, and that is never null. */
type Ordered<Rec> = { readonly [Field in keyof Rec]: Rec[Field] extends string | number ? Field : never }[keyof Rec] & string;

/**
 * Every record between two values of a field, both included, oldest first, however many: `find` answers a thousand at most.
 * More than a thousand records of one and the same value cannot be told apart, and throw.
 */
export function* everyBetween<Rec extends Identified>(
  reader: Reader,
  type: RecordType<Rec>,
  { where, field, from, to }: { where: Where<Rec>; field: Ordered<Rec>; from: string | number; to: string | number },
): Iterable<Rec> {
  let start = from;
  let seen = new Set<string>();
  for (;;) {
    const asked = { ...where, [field]: { from: start, to } } as Where<Rec>;
    const page = reader.find(type, asked, { orderBy: field, limit: PAGE });
    for (const one of page) if (!seen.has(one.id)) yield one;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    const next = last[field] as string | number;
    if (next === start && page[0]?.[field] === next) throw new Error(`more than ${PAGE} ${type.name} at ${String(next)}`);
    start = next;
    seen = new Set(page.filter((one) => one[field] === next).map(({ id }) => id));
  }
}
