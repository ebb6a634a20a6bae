/**
 * Does something once for each, however often it is asked for; again only where it was refused. What `doing` refuses is not
 * thrown here: whoever shows it hears of it from there.
 */
export function onceEach(doing: (id: string) => Promise<unknown>): (id: string) => Promise<void> {
  const asked = new Set<string>();
  return async (id) => {
    if (asked.has(id)) return;
    asked.add(id);
    try {
      await doing(id);
    } catch {
      asked.delete(id);
    }
  };
}
