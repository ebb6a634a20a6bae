import { Key } from './key.tsx';

/** The keys of a screen, always in view at its foot. */
export function KeyBar({ keys }: { keys: readonly (readonly [key: string, what: string])[] }) {
  return (
    <footer className="key-bar">
      {keys.map(([key, what]) => (
        <span key={key}>
          <Key name={key} />
          {what}
        </span>
      ))}
    </footer>
  );
}
