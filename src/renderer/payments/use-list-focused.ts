import { useEffect } from 'react';

/** Gives a list the keyboard once there is something in it: a dialog opens before its list was read. */
export function useListFocused(listId: string, ready: boolean): void {
  useEffect(() => {
    if (ready) document.getElementById(listId)?.focus();
  }, [ready, listId]);
}
