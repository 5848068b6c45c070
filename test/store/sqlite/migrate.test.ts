import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { test } from "node:test";
import type { Seal } from "../../../model/run.ts";
import { migrate, MIGRATIONS, refuseNewer } from "../../../store/sqlite/migrate.ts";
import { openSqliteStore } from "../../../store/sqlite/open.ts";
import { ALL, select, uuid, word } from "../../contract/store-build.ts";
import { FILE, ownFolder } from "./open-database.ts";

const FIRST = join(import.meta.dirname, "../../fixtures/store-schema-1.sql");

const versionOf = (db: DatabaseSync): unknown => db.prepare("PRAGMA user_version").get()?.["user_version"];

const schemaOf = (db: DatabaseSync): unknown =>
  db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all();

test("a store of the first schema opens with all that it held", async (context) => {
  const folder = ownFolder(context);
  const old = new DatabaseSync(join(folder, FILE));
  old.exec(readFileSync(FIRST, "utf8"));
  assert.equal(versionOf(old), 1);
  old.close();

  await using store = openSqliteStore(folder, () => 0);
  const { data } = await store.findRuns(select(ALL), { limit: 9, cursor: null });
  assert.deepEqual(data.map(({ item, state, results }) => [item, state, results]).sort(), [
    ["bar-1-1.el9", "RUNNING", 0],
    ["foo-1.2-3.fc41", "FINISHED", 2],
  ]);
  assert.equal((await store.getResult(uuid("first"), 2))?.findings[0]?.message, "m");
  const [count] = await store.count(select(ALL), [], false);
  assert.deepEqual([count?.counts.passed, count?.counts.failed], [1, 1]);
  const { lines } = await store.readLines(uuid("second"), "output.log", 1, 9);
  assert.deepEqual(lines, [{ number: 1, text: "half a li", offset: 0 }]);
  const hits: string[] = [];
  const signal = new AbortController().signal;
  for await (const hit of store.search(select(word("two")), { scope: "log", signal })) hits.push(hit.text);
  assert.deepEqual(hits, ["not ok - two"]);
  assert.equal(
    await store.appendLog({ run: uuid("second"), log: "output.log", offset: 9 }, Buffer.from("ne\n")),
    12,
  );
  const { artifacts } = (await store.getRun(uuid("first"))) ?? {};
  assert.deepEqual(artifacts, []);
  const content = Readable.from([Buffer.from("kept")]);
  await store.putArtifact({ run: uuid("second"), path: "x", sha256: null }, content);
  assert.equal((await store.getRun(uuid("second")))?.artifacts[0]?.bytes, 4);
});

test("a seal of before there were artifacts may be repeated", async (context) => {
  const folder = ownFolder(context);
  const old = new DatabaseSync(join(folder, FILE));
  old.exec(readFileSync(FIRST, "utf8"));
  const stored = old.prepare("SELECT seal FROM run WHERE uuid = ?").get(uuid("first"))?.["seal"];
  old.close();
  const seal = JSON.parse(String(stored)) as Seal;
  await using store = openSqliteStore(folder, () => 0);
  const again = { ...seal, finished: new Date(Number(seal.finished)).toISOString() };
  assert.equal((await store.sealRun(uuid("first"), again)).state, "FINISHED");
});

test("the first schema, brought up to date, is the schema of a new store", () => {
  const [old, fresh] = [new DatabaseSync(":memory:"), new DatabaseSync(":memory:")];
  old.exec(readFileSync(FIRST, "utf8"));
  for (const db of [old, fresh]) migrate(db);
  assert.equal(versionOf(fresh), MIGRATIONS.length);
  assert.deepEqual(schemaOf(old), schemaOf(fresh));
});

test("steps are done in order, each once", () => {
  const db = new DatabaseSync(":memory:");
  const steps = ["CREATE TABLE a (x)", "INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (2)"];
  migrate(db, steps.slice(0, 2));
  migrate(db, steps);
  migrate(db, steps);
  assert.deepEqual(
    db
      .prepare("SELECT x FROM a ORDER BY x")
      .all()
      .map(({ x }) => x),
    [1, 2],
  );
  assert.equal(versionOf(db), 3);
});

test("a step that fails leaves the state before it", () => {
  const db = new DatabaseSync(":memory:");
  const steps = ["CREATE TABLE a (x)", "INSERT INTO a VALUES (1); INSERT INTO missing VALUES (1)"];
  assert.throws(() => migrate(db, steps), /missing/);
  assert.equal(versionOf(db), 1);
  assert.deepEqual(db.prepare("SELECT * FROM a").all(), []);
  assert.equal(db.isTransaction, false);
});

test("a store that a newer program wrote is refused and stays as it is", (context) => {
  const folder = ownFolder(context);
  const newer = new DatabaseSync(join(folder, FILE));
  newer.exec(`CREATE TABLE future (x); PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  newer.close();
  const before = readFileSync(join(folder, FILE));
  assert.throws(() => openSqliteStore(folder, () => 0), { code: "store", message: /newer taskotron/ });
  assert.deepEqual(readFileSync(join(folder, FILE)), before);
  refuseNewer(new DatabaseSync(":memory:"));
});
