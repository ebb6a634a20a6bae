/** Rows that one press of PageDown passes. */
const PAGE = 8;

/**
 * Where a key moves the choice in a list; undefined where it is none of the list's keys.
 * @param at the place that is chosen; -1: none is
 * @param inText the key was pressed in a field with text in it, whose ends Home and End go to
 */
export function keyTarget(key: string, at: number, count: number, inText: boolean): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + PAGE, count - 1);
    case 'PageUp':
      return Math.max(at - PAGE, 0);
    case 'Home':
      return inText ? undefined : 0;
    case 'End':
      return inText ? undefined : count - 1;
    default:
      return undefined;
  }
}
