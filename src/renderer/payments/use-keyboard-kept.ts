import { type RefObject, useEffect } from 'react';

/**
 * Keeps the keyboard on a dialog's own button. The viewer in a frame takes it once its document is there, and Enter and
 * Escape would then be heard by nobody. The wheel still scrolls what is shown.
 * @param shown changes when the frame shows something else
 */
export function useKeyboardKept(
  button: RefObject<HTMLButtonElement | null>,
  frame: RefObject<HTMLIFrameElement | null>,
  shown: unknown,
): void {
  useEffect(() => {
    if (!shown) return;
    button.current?.focus();
    const takeBack = () => {
      // Only when the blur is over is it known who has the keyboard now.
      setTimeout(() => document.activeElement === frame.current && frame.current !== null && button.current?.focus());
    };
    window.addEventListener('blur', takeBack);
    return () => window.removeEventListener('blur', takeBack);
  }, [button, frame, shown]);
}
