import { useEffect } from 'react';

/** What last had the keyboard outside every dialog. */
let lastOutside: HTMLElement | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest('[aria-modal="true"]') === null) lastOutside = target;
});

/** When a dialog goes, the keyboard is again where it was before, also after one dialog led to another. */
export function useFocusBack(): void {
  useEffect(
    () => () => {
      if (lastOutside?.isConnected) lastOutside.focus();
    },
    [],
  );
}
