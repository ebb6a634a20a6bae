import { useEffect, useState, useSyncExternalStore } from 'react';

let stack: readonly symbol[] = [];
const listeners = new Set<() => void>();

function change(to: readonly symbol[]): void {
  stack = to;
  for (const listener of listeners) listener();
}

/** Whether this dialog lies over every other one: what a key means for a dialog, it means for the one on top. */
export function useOnTop(): boolean {
  const [me] = useState(() => Symbol('dialog'));
  useEffect(() => {
    change([...stack, me]);
    return () => change(stack.filter((one) => one !== me));
  }, [me]);
  const top = useSyncExternalStore(subscribe, () => stack.at(-1));
  return top === me;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
