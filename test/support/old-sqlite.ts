import SqliteDatabase from "better-sqlite3";

/** For `--import`: lets every connection say that it is an SQLite which can lose committed data. */
const prepare = Reflect.get(SqliteDatabase.prototype, "prepare") as (sql: string) => unknown;
Object.defineProperty(SqliteDatabase.prototype, "prepare", {
  value(this: SqliteDatabase.Database, sql: string): unknown {
    if (sql.includes("sqlite_version()")) this.function("sqlite_version", () => "3.51.2");
    return prepare.call(this, sql);
  },
});
