import type { Database, Statement } from "better-sqlite3";

const OF_DATABASE = new WeakMap<Database, Map<string, Statement>>();

/**
 * The statement of a text, prepared once for each database: for what is run often, and not by an object that could keep its
 * statements itself. `sql` is a constant: every text is kept as long as its database.
 */
export function prepared<Parameters extends unknown[], Row = unknown>(
  db: Database,
  sql: string,
): Statement<Parameters, Row> {
  let statements = OF_DATABASE.get(db);
  if (statements === undefined) {
    statements = new Map();
    OF_DATABASE.set(db, statements);
  }
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = db.prepare(sql);
    statements.set(sql, statement);
  }
  return statement as unknown as Statement<Parameters, Row>;
}
