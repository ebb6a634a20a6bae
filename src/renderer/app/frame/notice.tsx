/** A page that only says something. */
export function Notice({ text, more }: { text: string; more?: string }) {
  return (
    <main className="notice" role="status">
      <p className="notice-text">{text}</p>
      {more && <p className="notice-more">{more}</p>}
    </main>
  );
}
