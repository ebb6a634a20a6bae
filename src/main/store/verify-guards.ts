import Database from 'better-sqlite3';
import type { Db } from './database.ts';
import { migrate } from './migrate.ts';

interface Trigger {
  readonly name: string;
  readonly sql: string;
}

const TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name";

/**
 * Whether the triggers stand that keep the log from being edited, each as the migrations make it. To take them off is how an
 * edit begins, and what an honest program never does. Undefined when all stand.
 */
export function guardFault(db: Db): string | undefined {
  const there = new Map(
    db
      .prepare<[], Trigger>(TRIGGERS)
      .all()
      .map(({ name, sql }) => [name, plain(sql)]),
  );
  const missing = guards().filter(({ name, sql }) => there.get(name) !== plain(sql));
  if (missing.length === 0) return undefined;
  return `what guards the log was taken off or altered: ${missing.map(({ name }) => `trigger ${name}`).join(', ')}`;
}

/** A program fetched by git on Windows may write its lines otherwise than the one before it. */
function plain(sql: string): string {
  return sql.replaceAll('\r\n', '\n');
}

function guards(): readonly Trigger[] {
  const fresh = new Database(':memory:');
  try {
    migrate(fresh);
    return fresh.prepare<[], Trigger>(TRIGGERS).all();
  } finally {
    fresh.close();
  }
}
