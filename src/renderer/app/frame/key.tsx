/** A key on the keyboard, as shown beside what it does. */
export function Key({ name, onButton = false }: { name: string; onButton?: boolean }) {
  return (
    <kbd className={onButton ? 'key on-button' : 'key'} aria-hidden>
      {name}
    </kbd>
  );
}
