import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What the figures are compared with: a table of texts in SQLite, as durable as the store, and nothing else. */
export interface BareLog {
  /** One durable transaction. */
  insert(text: string): void;
  /** Many texts in one durable transaction. */
  insertAll(texts: readonly string[]): void;
  all(): readonly string[];
  close(): void;
}

export function openBareLog(folder: string, name: string): BareLog {
  const db = new Database(join(folder, name));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  const insert = db.prepare<[string]>('INSERT INTO log (text) VALUES (?)');
  const select = db.prepare<[], string>('SELECT text FROM log ORDER BY seq').pluck();
  const insertAll = db.transaction((texts: readonly string[]) => {
    for (const text of texts) insert.run(text);
  });
  return {
    insert: (text) => void insert.run(text),
    insertAll: (texts) => insertAll(texts),
    all: () => select.all(),
    close: () => db.close(),
  };
}
