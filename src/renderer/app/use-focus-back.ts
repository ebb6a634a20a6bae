import { useEffect, useState } from 'react';

/** What last had the keyboard outside every dialog. */
let lastOutside: HTMLElement | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest('[aria-modal="true"]') === null) lastOutside = target;
});

/** When a dialog or the lock goes, the keyboard is again where it was before, also after one dialog led to another. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const back = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : lastOutside;
      if (back?.isConnected) back.focus();
    },
    [before],
  );
}
