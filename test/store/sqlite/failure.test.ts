import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { Database } from "../../../store/sqlite/database.ts";
import { failure } from "../../../store/sqlite/failure.ts";
import { migrate } from "../../../store/sqlite/migrate.ts";
import { openSqliteStore } from "../../../store/sqlite/open.ts";
import { SqliteStore } from "../../../store/sqlite/store.ts";
import { ALL, resultInput, runInput, select, uuid } from "../../contract/store-build.ts";
import { FILE, ownFolder } from "./open-database.ts";

const now = (): number => 0;

test("a full disk is told, nothing of the write stays, and writes go on once there is room", async (context) => {
  const db = new Database(join(ownFolder(context), FILE));
  db.configure();
  migrate(db.raw);
  await using store = new SqliteStore(db, now);
  await store.putRun(runInput("a"));
  const pages = Number(db.raw.prepare("PRAGMA page_count").get()?.["page_count"]);
  db.raw.exec(`PRAGMA max_page_count = ${pages}`);
  const big = Array.from({ length: 200 }, (_, at) =>
    resultInput(at + 1, { note: "x".repeat(2000), check: `c${at}` }),
  );
  const writes = [store.putResults(uuid("a"), big), store.putRun(runInput("b", { task: "y".repeat(9000) }))];
  for (const written of await Promise.allSettled(writes)) {
    assert.equal(written.status, "rejected");
    assert.ok(written.reason instanceof AppError && written.reason.code === "disk-full");
  }
  assert.equal((await store.getRun(uuid("a")))?.results, 0);
  assert.equal(await store.getRun(uuid("b")), null);
  db.raw.exec("PRAGMA max_page_count = 1000000");
  await store.putResults(uuid("a"), big);
  assert.equal((await store.count(select(ALL), [], false))[0]?.counts.n, 200);
});

test("a closed store tells that it is closed", async (context) => {
  const store = openSqliteStore(ownFolder(context), now);
  await store[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  const calls: (() => Promise<unknown>)[] = [
    () => store.putRun(runInput("a")),
    () => store.putResults(uuid("a"), [resultInput(1)]),
    () => store.getRun(uuid("a")),
    () => store.findRuns(select(ALL), { limit: 1, cursor: null }),
    () => store.count(select(ALL), [], false),
    () => store.checkWritable(),
  ];
  for (const call of calls) await assert.rejects(call(), { code: "store", message: "the store is closed" });
});

test("writes that wait when the store is closed are written", async (context) => {
  const folder = ownFolder(context);
  const store = openSqliteStore(folder, now);
  const puts = [store.putRun(runInput("a")), store.putRun(runInput("b"))];
  await store[Symbol.asyncDispose]();
  await Promise.all(puts);
  await using again = openSqliteStore(folder, now);
  assert.equal((await again.countRuns(select(ALL))).runs, 2);
});

test("errors of SQLite become errors of the catalogue, others stay", () => {
  const sqlite = (errcode: number, message = "m"): Error => Object.assign(new Error(message), { errcode });
  const codeOf = (error: unknown): unknown => {
    const told = failure(error);
    return told instanceof AppError ? told.code : told.message;
  };
  assert.equal(codeOf(sqlite(13)), "disk-full");
  assert.equal(codeOf(sqlite(5 | (2 << 8))), "busy");
  assert.equal(codeOf(sqlite(11)), "store");
  assert.equal(codeOf(sqlite(1, "Expression tree is too large (maximum depth 1000)")), "bad-query");
  assert.equal(codeOf(new AppError("not-found", "x")), "not-found");
  assert.equal(codeOf(new TypeError("mine")), "mine");
});
