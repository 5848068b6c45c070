import type { AuditEntry, AuditHead, AuditRow, AuditVerdict } from "../../../model/audit.ts";
import { toTime } from "../../../model/time.ts";
import type { AuditTrail } from "../../audit.ts";
import { chained, type ChainedRow, shownRow, START, verifyChain } from "../../record/audit-chain.ts";
import type { Commits } from "../commits.ts";
import type { Database } from "../database.ts";
import { guarded } from "../failure.ts";
import { sql } from "../sql.ts";

/** Rows that are held at a time while the trail is checked. */
const PAGE = 1000;

/** Beyond it are no rows but those changed by hand: they are missing where they were. */
const LAST = Number.MAX_SAFE_INTEGER;

/** The audit trail of the embedded store: a row and the trail's new end are one transaction, so that processes take turns. */
export class SqliteAudit implements AuditTrail {
  readonly #db: Database;
  readonly #commits: Commits;
  readonly #now: () => number;

  constructor(db: Database, commits: Commits, now: () => number) {
    this.#db = db;
    this.#commits = commits;
    this.#now = now;
  }

  append(entry: AuditEntry): Promise<AuditRow> {
    return this.#commits.write(() => {
      const row = chained(entry, this.#head(), toTime(this.#now()));
      this.#db.run(sql`INSERT INTO audit (seq, time, actor, token, name, action, subject, detail, hash)
        VALUES (${row.seq}, ${row.time}, ${row.actor}, ${row.token}, ${row.name}, ${row.action},
        ${row.subject}, ${row.detail}, ${row.hash})`);
      this.#db.run(sql`UPDATE audit_head SET seq = ${row.seq}, hash = ${row.hash}`);
      return shownRow(row);
    });
  }

  async list(before: number | null, limit: number): Promise<readonly AuditRow[]> {
    const rows = guarded(() =>
      this.#db.all<ChainedRow>(sql`SELECT * FROM audit
        WHERE seq > 0 AND seq < ${before ?? LAST} ORDER BY seq DESC LIMIT ${limit}`),
    );
    return rows.map(shownRow);
  }

  verify(noted: AuditHead | null): Promise<AuditVerdict> {
    return verifyChain(
      {
        head: async () => guarded(() => this.#head()),
        after: async (seq) => guarded(() => this.#after(seq)),
      },
      noted,
    );
  }

  #head(): AuditHead {
    return this.#db.get<AuditHead>(sql`SELECT min(seq, ${LAST}) AS seq, hash FROM audit_head`) ?? START;
  }

  #after(seq: number): readonly ChainedRow[] {
    return this.#db.all<ChainedRow>(
      sql`SELECT * FROM audit WHERE seq > ${seq} AND seq < ${LAST} ORDER BY seq LIMIT ${PAGE}`,
    );
  }
}
