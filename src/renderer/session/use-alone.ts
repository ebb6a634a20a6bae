import { useLayoutEffect } from 'react';

/**
 * While it is mounted, nothing else of the page can be seen or reached: neither the screen nor a dialog that stood open
 * when it was locked. Everything comes back as it was.
 * Undone before whatever comes next takes the keyboard.
 * @param id of the element that stays, a child of the body
 */
export function useAlone(id: string): void {
  useLayoutEffect(() => {
    const others = [...document.body.children].filter(
      (one): one is HTMLElement => one instanceof HTMLElement && one.querySelector(`#${CSS.escape(id)}`) === null,
    );
    const before = others.map(({ inert, style }) => ({ inert, display: style.display }));
    for (const one of others) {
      one.inert = true;
      one.style.display = 'none';
    }
    return () => {
      for (const [at, one] of others.entries()) {
        one.inert = before[at]?.inert ?? false;
        one.style.display = before[at]?.display ?? '';
      }
    };
  }, [id]);
}
