import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { type AuditEntry, AUDIT_ACTIONS, CLI } from "../../../../model/audit.ts";
import { openSqliteStore } from "../../../../store/sqlite/open.ts";
import { FILE, ownFolder } from "../open-database.ts";

const ROWS = 6;

const entry = (at: number): AuditEntry => ({
  ...(at % 2 === 0 ? CLI : { actor: "token", token: `00000000000000${10 + at}`, name: `n${at}` }),
  action: AUDIT_ACTIONS[at % AUDIT_ACTIONS.length] ?? "pin",
  subject: at % 3 === 0 ? null : `s${at}`,
  detail: { at },
});

/** A folder with a trail, and a way to its rows that the trail's own guards do not stop. */
const openTrail = async (context: TestContext): Promise<{ folder: string; db: DatabaseSync }> => {
  const folder = ownFolder(context);
  await using store = openSqliteStore(folder, () => 1_700_000_000_000);
  for (let at = 0; at < ROWS; at++) await store.audit.append(entry(at));
  const db = new DatabaseSync(join(folder, FILE));
  db.exec("DROP TRIGGER audit_is_kept; DROP TRIGGER audit_is_fixed");
  context.after(() => db.close());
  return { folder, db };
};

const faultsIn = async (folder: string): Promise<number> => {
  await using store = openSqliteStore(folder, () => 0);
  return (await store.audit.verify(null)).faults.length;
};

/** What each column becomes in turn. */
const EDITS: readonly string[] = [
  ...["seq = seq + 100", "seq = -seq", "seq = 9223372036854775807"],
  ...["time = ''", "time = replace(time, '0', '1')"],
  ...["actor = 'server'", "token = 'x'", "token = CASE WHEN token IS NULL THEN '' END", "name = 'x'"],
  ...["action = 'backup'", "action = 'x'", "subject = 'x'", "subject = coalesce(subject, '') || ' '"],
  ...["detail = '{}'", "detail = detail || ' '", "detail = '{'"],
  ...["hash = upper(hash)", `hash = '${"0".repeat(64)}'`],
];

test("every edit of every column of every row is found, and so is every row that is gone", async (context) => {
  const { folder, db } = await openTrail(context);
  assert.equal(await faultsIn(folder), 0);
  let found = 0;
  const tryEdit = async (sql: string): Promise<void> => {
    db.exec("CREATE TEMP TABLE before AS SELECT * FROM audit");
    const { changes } = db.prepare(sql).run();
    const isEdited = Number(changes) === 1 && differs(db);
    const faults = await faultsIn(folder);
    assert.equal(faults > 0, isEdited, `${sql}: ${faults} faults`);
    found += Number(isEdited);
    db.exec("DELETE FROM audit; INSERT INTO audit SELECT * FROM before; DROP TABLE before");
  };
  for (let seq = 1; seq <= ROWS; seq++) {
    for (const edit of EDITS) await tryEdit(`UPDATE audit SET ${edit} WHERE seq = ${seq}`);
    await tryEdit(`DELETE FROM audit WHERE seq = ${seq}`);
  }
  assert.ok(found > ROWS * 14, `${found} edits`);
  assert.equal(await faultsIn(folder), 0);
});

const differs = (db: DatabaseSync): boolean =>
  Number(
    db
      .prepare(
        `SELECT (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM audit))
          + (SELECT count(*) FROM (SELECT * FROM audit EXCEPT SELECT * FROM before)) AS n`,
      )
      .get()?.["n"],
  ) > 0;

test("an end that was moved, and a row that was made up, are found", async (context) => {
  const { folder, db } = await openTrail(context);
  for (const sql of [
    "UPDATE audit_head SET seq = seq - 1",
    "UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit WHERE seq = 3)",
    "UPDATE audit_head SET hash = upper(hash)",
    "UPDATE audit_head SET seq = 9223372036854775807",
    "DELETE FROM audit_head",
    "INSERT INTO audit SELECT seq + 1, time, actor, token, name, action, subject, detail, hash FROM audit WHERE seq = 6",
  ]) {
    db.exec("BEGIN");
    const before = db.prepare("SELECT * FROM audit_head").get();
    db.exec(`${sql}; COMMIT`);
    assert.ok((await faultsIn(folder)) > 0, sql);
    db.exec("DELETE FROM audit WHERE seq > 6; DELETE FROM audit_head");
    db.prepare("INSERT INTO audit_head VALUES (?, ?)").run(Number(before?.["seq"]), String(before?.["hash"]));
    assert.equal(await faultsIn(folder), 0);
  }
});

test("the store itself changes and removes no row", async (context) => {
  const folder = ownFolder(context);
  await using store = openSqliteStore(folder, () => 0);
  await store.audit.append(entry(1));
  const db = new DatabaseSync(join(folder, FILE));
  context.after(() => db.close());
  for (const sql of ["DELETE FROM audit", "UPDATE audit SET name = 'x'"])
    assert.throws(() => db.exec(sql), /only grows/);
});

const APPENDER = `
  const [folder, name] = process.argv.slice(1);
  const { openSqliteStore } = await import(${JSON.stringify(join(import.meta.dirname, "../../../../store/sqlite/open.ts"))});
  await using store = openSqliteStore(folder, () => Date.now());
  for (let at = 0; at < 40; at++)
    await store.audit.append({ actor: "cli", token: null, name: null, action: "pin", subject: name + at, detail: {} });
`;

test("processes that append at once make one chain with every row", async (context) => {
  const folder = ownFolder(context);
  await using store = openSqliteStore(folder, () => 0);
  const codes = await Promise.all(
    ["a", "b", "c"].map(async (name) => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", APPENDER, folder, name], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      return ((await once(child, "exit")) as [number])[0];
    }),
  );
  assert.deepEqual(codes, [0, 0, 0]);
  const { rows, faults } = await store.audit.verify(null);
  assert.deepEqual([rows, faults], [120, []]);
  const subjects = (await store.audit.list(null, 1000)).map(({ subject }) => subject);
  assert.equal(new Set(subjects).size, 120);
});
