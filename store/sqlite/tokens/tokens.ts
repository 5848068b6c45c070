import { AppError } from "../../../model/errors.ts";
import { fromTime, toTime } from "../../../model/time.ts";
import { type Scope, SCOPES, type Token } from "../../../model/token.ts";
import type { StoredToken, TokenTable } from "../../tokens.ts";
import type { Commits } from "../commits.ts";
import type { Database } from "../database.ts";
import { guarded } from "../failure.ts";
import { sql } from "../sql.ts";

interface Row {
  readonly id: string;
  readonly hash: string;
  readonly name: string | null;
  /** Words of `SCOPES`, separated by spaces. */
  readonly scopes: string;
  /** A JSON list. */
  readonly tasks: string | null;
  readonly created: number;
  readonly created_by: string;
  readonly expires: number | null;
  readonly revoked: number | null;
  readonly last_used: number | null;
  readonly session: number;
}

/** The tokens of the embedded store. */
export class SqliteTokens implements TokenTable {
  readonly #db: Database;
  readonly #commits: Commits;

  constructor(db: Database, commits: Commits) {
    this.#db = db;
    this.#commits = commits;
  }

  add(token: StoredToken): Promise<void> {
    return this.#commits.write(() => {
      const added = this.#db.run(sql`INSERT OR IGNORE INTO token
        (id, hash, name, scopes, tasks, created, created_by, expires, revoked, last_used, session)
        VALUES (${token.id}, ${token.hash}, ${token.name?.toWellFormed() ?? null}, ${token.scopes.join(" ")},
        ${token.tasks && JSON.stringify(token.tasks)}, ${fromTime(token.created)}, ${token.created_by},
        ${msOf(token.expires)}, ${msOf(token.revoked)}, ${msOf(token.last_used)}, ${Number(token.session)})`);
      if (added === 0) throw new AppError("internal", `there is a token ${token.id} already`);
    });
  }

  async find(id: string): Promise<StoredToken | null> {
    const row = guarded(() => this.#db.get<Row>(sql`SELECT * FROM token WHERE id = ${id}`));
    return row === undefined ? null : tokenOf(row);
  }

  async list(): Promise<readonly Token[]> {
    const rows = guarded(() => this.#db.all<Row>(sql`SELECT * FROM token ORDER BY created DESC, id`));
    return rows.map(tokenOf).map(({ hash: _, ...token }) => token);
  }

  revoke(id: string, at: string): Promise<Token> {
    return this.#commits.write(() => {
      this.#db.run(sql`UPDATE token SET revoked = ${fromTime(at)} WHERE id = ${id} AND revoked IS NULL`);
      const row = this.#db.get<Row>(sql`SELECT * FROM token WHERE id = ${id}`);
      if (row === undefined) throw new AppError("not-found", `there is no token ${id}`, { token: id });
      const { hash: _, ...token } = tokenOf(row);
      return token;
    });
  }

  used(id: string, at: string): Promise<void> {
    return this.#commits.write(
      () =>
        void this.#db.run(sql`UPDATE token SET last_used = ${fromTime(at)}
          WHERE id = ${id} AND coalesce(last_used, 0) < ${fromTime(at)}`),
    );
  }

  removeSessions(before: string): Promise<void> {
    return this.#commits.write(
      () =>
        void this.#db.run(sql`DELETE FROM token
          WHERE session = 1 AND (expires < ${fromTime(before)} OR revoked < ${fromTime(before)})`),
    );
  }
}

const msOf = (time: string | null): number | null => (time === null ? null : fromTime(time));

const timeOf = (ms: number | null): string | null => (ms === null ? null : toTime(ms));

const isScope = (word: string): word is Scope => (SCOPES as readonly string[]).includes(word);

const tokenOf = (row: Row): StoredToken => ({
  id: row.id,
  hash: row.hash,
  name: row.name,
  scopes: row.scopes.split(" ").filter(isScope),
  tasks: row.tasks === null ? null : (JSON.parse(row.tasks) as string[]),
  created: toTime(row.created),
  created_by: row.created_by,
  expires: timeOf(row.expires),
  revoked: timeOf(row.revoked),
  last_used: timeOf(row.last_used),
  session: row.session === 1,
});
