import { createHash } from "node:crypto";
import type { Database } from "../database.ts";
import { BlockTable } from "../logs/block-table.ts";
import { LogTable } from "../logs/log-table.ts";
import { LogReader } from "../logs/reader.ts";
import { recompute } from "../rebuild.ts";
import { type Sql, sql } from "../sql.ts";
import type { Examined, ExamineOptions } from "../../upkeep.ts";
import { turns } from "../../query/turns.ts";

/** Looks for damage of the file, rows without their owner, statistics that differ from a recount, and logs that are not what was sealed. */
export async function* examine(
  db: Database,
  { repair, deep, signal }: ExamineOptions,
): AsyncGenerator<Examined> {
  for (const look of [file, references, statistics]) {
    signal.throwIfAborted();
    yield look(db, repair);
  }
  yield await logs(db, deep, signal);
}

const file = (db: Database): Examined => {
  const found = db.all<{ integrity_check: string }>(sql`PRAGMA integrity_check(5)`);
  const [first] = found;
  return first?.integrity_check === "ok"
    ? { name: "file", verdict: "ok", detail: "every page of the database is in order" }
    : {
        name: "file",
        verdict: "wrong",
        detail: `${found.map((row) => row.integrity_check).join("; ")}: restore a backup`,
      };
};

const references = (db: Database): Examined => {
  const orphans = db.all<{ table: string }>(sql`PRAGMA foreign_key_check`).map(({ table }) => table);
  const blocks = db.get<{ n: number }>(
    sql`SELECT count(*) AS n FROM log_block WHERE log NOT IN (SELECT id FROM log)`,
  );
  const wrong = orphans.length + (blocks?.n ?? 0);
  return wrong === 0
    ? { name: "references", verdict: "ok", detail: "every row belongs to one that is there" }
    : { name: "references", verdict: "wrong", detail: `${wrong} rows without their owner: restore a backup` };
};

const KEPT = [
  [sql`latest`, sql`SELECT * FROM latest`],
  [sql`package_day`, sql`SELECT * FROM package_day`],
  [sql`check_day`, sql`SELECT * FROM check_day`],
  [sql`name`, sql`SELECT field, value, uses FROM name`],
  [sql`run`, sql`SELECT uuid, results FROM run`],
] as const;

/** Computes in a transaction, which is taken back unless it is to repair. */
const statistics = (db: Database, repair: boolean): Examined => {
  db.raw.exec("BEGIN IMMEDIATE");
  try {
    for (const [name, rows] of KEPT) db.run(sql`CREATE TEMP TABLE before_${name} AS ${rows}`);
    recompute(db);
    const differing = KEPT.reduce((sum, [name, rows]) => sum + differences(db, name, rows), 0);
    for (const [name] of KEPT) db.run(sql`DROP TABLE temp.before_${name}`);
    db.raw.exec(repair ? "COMMIT" : "ROLLBACK");
    return told(differing, repair);
  } catch (error) {
    if (db.raw.isTransaction) db.raw.exec("ROLLBACK");
    throw error;
  }
};

const differences = (db: Database, name: Sql, rows: Sql): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM (${rows} EXCEPT SELECT * FROM temp.before_${name})`)
    ?.n ?? 0;

const told = (differing: number, repair: boolean): Examined => {
  const name = "statistics";
  if (differing === 0)
    return { name, verdict: "ok", detail: "latest results, daily totals and counts equal a recount" };
  return repair
    ? { name, verdict: "repaired", detail: `${differing} rows differed from a recount and were corrected` }
    : {
        name,
        verdict: "wrong",
        detail: `${differing} rows differ from a recount: \`--repair\` corrects them`,
      };
};

const logs = async (db: Database, deep: boolean, signal: AbortSignal): Promise<Examined> => {
  const table = new LogTable(db.raw);
  const reader = new LogReader(table, new BlockTable(db.raw));
  const turn = turns();
  const wrong: string[] = [];
  let looked = 0;
  for (const { id, name, bytes, sha256, uuid } of sealedLogs(db)) {
    signal.throwIfAborted();
    const hash = createHash("sha256");
    let length = deep ? 0 : sumOf(db, id);
    for (const part of deep ? reader.bytes(id, 0, bytes) : []) {
      hash.update(part);
      length += part.length;
      await turn();
    }
    if (length !== bytes || (deep && hash.digest("hex") !== sha256)) wrong.push(`${uuid}/${name}`);
    looked += 1;
    await turn();
  }
  const how = deep ? "its length and sha256" : "its length";
  return wrong.length === 0
    ? { name: "logs", verdict: "ok", detail: `each of ${looked} sealed logs has ${how}` }
    : {
        name: "logs",
        verdict: "wrong",
        detail: `${wrong.length} of ${looked} logs lack ${how}, such as ${wrong[0] ?? ""}: restore a backup`,
      };
};

interface SealedLog {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly uuid: string;
}

const sealedLogs = (db: Database): SealedLog[] =>
  db.all<SealedLog>(sql`SELECT log.id, log.name, log.bytes, log.sha256, run.uuid FROM log JOIN run USING (run_key)
    WHERE log.sha256 IS NOT NULL AND run.expired & 1 = 0`);

const sumOf = (db: Database, log: number): number =>
  db.get<{ n: number }>(sql`SELECT coalesce(sum(bytes), 0) AS n FROM log_block WHERE log = ${log}`)?.n ?? 0;
