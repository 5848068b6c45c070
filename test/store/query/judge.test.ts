import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Query } from "../../../model/query/ast.ts";
import type { Result } from "../../../model/result.ts";
import type { Run } from "../../../model/run.ts";
import { judge } from "../../../store/query/judge.ts";
import type { ResultRow, Row, Rows, RunRow } from "../../../store/query/rows.ts";
import { Database } from "../../../store/sqlite/database.ts";
import { openSqliteStore } from "../../../store/sqlite/open.ts";
import { type Reading, readings } from "../../../store/sqlite/query/reading.ts";
import { type Sql, sql } from "../../../store/sqlite/sql.ts";
import { is } from "../../contract/store-build.ts";
import { fill } from "../../contract/differential/fill.ts";
import { query } from "../../contract/differential/queries.ts";
import { itemRow } from "../../contract/differential/rows.ts";
import { world } from "../../contract/differential/records.ts";
import { NOW } from "../../contract/differential/words.ts";

const SEED = 20_240_620;

/** Each kind of rows, and what names one: run, position, number of the finding. */
const TABLES: Readonly<Record<Rows, Sql>> = {
  results: sql`SELECT run.uuid, r.position, NULL AS ordinal FROM result r JOIN run USING (run_key)`,
  "bare results": sql`SELECT run.uuid, r.position, NULL AS ordinal FROM result r JOIN run USING (run_key)`,
  findings: sql`SELECT run.uuid, r.position, f.ordinal FROM result r
    JOIN finding f ON f.run_key = r.run_key AND f.position = r.position JOIN run ON run.run_key = r.run_key`,
  runs: sql`SELECT run.uuid, r.position, NULL AS ordinal FROM run LEFT JOIN result r ON r.run_key = run.run_key`,
};

interface Named {
  readonly uuid: string;
  readonly position: number | null;
  readonly ordinal: number | null;
}

const idOf = ({ uuid, position, ordinal }: Named): string => `${uuid} ${position} ${ordinal}`;

const idsWhere = (reading: Reading, rows: Rows, asked: Query): Set<string> =>
  new Set(
    reading.db
      .all<Named>(sql`SELECT * FROM (${TABLES[rows]} WHERE ${reading.where(rows, asked)})`)
      .map((row) => idOf(row)),
  );

const ms = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const runRow = (run: Run): RunRow => ({
  ...run,
  ...itemRow(run.type, run.item, run.arch),
  run: run.uuid,
  started: ms(run.started),
  finished: ms(run.finished),
});

const resultRow = (result: Result): ResultRow => ({
  ...result,
  ...itemRow(result.type, result.item, result.arch),
  data: JSON.stringify(result.data),
});

let folder = "";
let database: Database;
const judged = new Map<Rows, ReadonlyMap<string, Row>>();

const readAll = async (reading: Reading, rows: Rows): Promise<ReadonlyMap<string, Row>> => {
  const store = openSqliteStore(folder, () => NOW);
  const [latest, fresh] = [
    idsWhere(reading, "results", is("latest")),
    idsWhere(reading, "results", is("new")),
  ];
  const found = new Map<string, Row>();
  for (const named of reading.db.all<Named>(TABLES[rows])) {
    const run = await store.getRun(named.uuid);
    const result = named.position === null ? null : await store.getResult(named.uuid, named.position);
    assert.ok(run);
    const id = idOf({ ...named, ordinal: null });
    found.set(idOf(named), {
      run: runRow(run),
      result: result && resultRow(result),
      findings: result?.findings ?? [],
      finding: named.ordinal === null ? null : (result?.findings[named.ordinal] ?? null),
      logs: run.logs.map(({ name }) => name),
      latest: latest.has(id),
      new: fresh.has(id),
    });
  }
  await store[Symbol.asyncDispose]();
  return found;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "taskotron-judge-"));
  await using store = openSqliteStore(folder, () => NOW);
  for (const records of fc.sample(world(24), { seed: SEED, numRuns: 1 })) await fill(store, records);
  database = new Database(join(folder, "taskotron.db"));
  using reading = readings(database, () => NOW)();
  for (const rows of Object.keys(TABLES) as Rows[]) judged.set(rows, await readAll(reading, rows));
});

after(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

for (const rows of Object.keys(TABLES) as Rows[])
  test(`a query holds for the same ${rows} as in the embedded store`, () => {
    const all = judged.get(rows) ?? new Map<string, Row>();
    assert.ok(all.size > 24, `${all.size} rows`);
    const read = readings(database, () => NOW);
    fc.assert(
      fc.property(query, (asked) => {
        using reading = read();
        const holds = judge(rows, asked, NOW);
        const found = [...all].filter(([, row]) => holds(row)).map(([id]) => id);
        assert.deepEqual(found.sort(), [...idsWhere(reading, rows, asked)].sort());
      }),
      { numRuns: 300, seed: SEED },
    );
  });
