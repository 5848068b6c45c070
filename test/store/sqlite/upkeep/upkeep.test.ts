import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../../model/errors.ts";
import { openSqliteUpkeep } from "../../../../store/sqlite/upkeep/open.ts";
import type { Examined } from "../../../../store/upkeep.ts";
import { sql } from "../../../../store/sqlite/sql.ts";
import { openSqliteStore } from "../../../../store/sqlite/open.ts";
import {
  bytes,
  NOON,
  resultInput,
  runInput,
  sealedLog,
  sealInput,
  uuid,
} from "../../../contract/store-build.ts";
import { FILE, openBoth, ownFolder } from "../open-database.ts";

const LOG = "ok 1\n".repeat(40_000);

/** A folder with a store of one sealed run, with a log of several blocks, that goes on being used. */
const filled = async (context: TestContext) => {
  const folder = ownFolder(context);
  const both = openBoth(folder, () => NOON);
  await both.store.putRun(runInput("a"));
  await both.store.appendLog({ run: uuid("a"), log: "output.log", offset: 0 }, bytes(LOG));
  await both.store.putResults(uuid("a"), [resultInput(1)]);
  await both.store.sealRun(uuid("a"), sealInput({ logs: [sealedLog("output.log", LOG)] }));
  return { folder, ...both, [Symbol.asyncDispose]: () => both[Symbol.asyncDispose]() };
};

const upkeepOf = (folder: string) => openSqliteUpkeep(folder, () => NOON);

const quiet = (): void => undefined;

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const examined = (folder: string, options: { readonly repair?: boolean; readonly deep?: boolean } = {}) =>
  collect(
    upkeepOf(folder).examine({ repair: false, deep: true, signal: new AbortController().signal, ...options }),
  );

const verdicts = (all: readonly Examined[]): Record<string, string> =>
  Object.fromEntries(all.map(({ name, verdict }) => [name, verdict]));

const refused = (promise: Promise<unknown>, message: RegExp): Promise<void> =>
  assert.rejects(promise, (error) => error instanceof AppError && message.test(error.message));

test("a backup is taken while the store is written to, and restores to the same", async (context) => {
  await using made = await filled(context);
  const { folder, store } = made;
  const target = join(ownFolder(context), "backup");
  const taking = upkeepOf(folder).backup(target, quiet);
  for (let at = 0; at < 50; at++) await store.putRun(runInput(`later ${at}`));
  const contents = await taking;
  assert.deepEqual([contents.results, contents.log_bytes], [1, LOG.length]);
  for (const name of readdirSync(target))
    assert.equal(statSync(join(target, name)).mode & 0o077, 0, `${name} is for its owner alone`);

  const fresh = join(ownFolder(context), "fresh");
  assert.deepEqual(await upkeepOf(fresh).restore(target, quiet), contents);
  await using copy = openSqliteStore(fresh, () => NOON);
  assert.deepEqual(await copy.getRun(uuid("a")), await store.getRun(uuid("a")));
  let text = "";
  for await (const part of copy.readBytes(uuid("a"), "output.log", 0, LOG.length))
    text += Buffer.from(part).toString();
  assert.equal(text, LOG);
  assert.deepEqual(verdicts(await examined(fresh)), {
    file: "ok",
    references: "ok",
    statistics: "ok",
    logs: "ok",
  });
});

test("a backup overwrites nothing, and is restored over nothing", async (context) => {
  await using made = await filled(context);
  const { folder } = made;
  const target = join(ownFolder(context), "backup");
  await upkeepOf(folder).backup(target, quiet);
  await refused(upkeepOf(folder).backup(target, quiet), /holds a store or a backup already/);
  await refused(upkeepOf(folder).restore(target, quiet), /holds runs already/);
});

test("what is no whole backup is not restored, and leaves nothing behind", async (context) => {
  await using made = await filled(context);
  const { folder } = made;
  const fresh = ownFolder(context);
  await refused(upkeepOf(fresh).restore(ownFolder(context), quiet), /is no complete backup/);
  const target = join(ownFolder(context), "backup");
  await upkeepOf(folder).backup(target, quiet);
  writeFileSync(join(target, FILE), "no database");
  await assert.rejects(upkeepOf(fresh).restore(target, quiet));
  assert.equal(existsSync(join(fresh, FILE)), false);
});

test("there is nothing to back up in an empty folder", async (context) => {
  const folder = ownFolder(context);
  mkdirSync(folder, { recursive: true });
  await refused(upkeepOf(folder).backup(join(folder, "b"), quiet), /there is no store in/);
});

test("statistics that differ from a recount are seen, and corrected when asked", async (context) => {
  await using made = await filled(context);
  const { folder, db } = made;
  db.run(sql`UPDATE check_day SET n = n + 1`);
  assert.equal(verdicts(await examined(folder))["statistics"], "wrong");
  assert.equal(verdicts(await examined(folder, { repair: true }))["statistics"], "repaired");
  assert.equal(verdicts(await examined(folder))["statistics"], "ok");
});

test("a log that lost a block, or has other bytes, is seen", async (context) => {
  await using made = await filled(context);
  const { folder, db } = made;
  db.run(sql`UPDATE log SET sha256 = ${"0".repeat(64)}`);
  assert.equal(verdicts(await examined(folder))["logs"], "wrong");
  assert.equal(verdicts(await examined(folder, { deep: false }))["logs"], "ok");
  db.run(sql`DELETE FROM log_block WHERE id = 2`);
  assert.equal(verdicts(await examined(folder, { deep: false }))["logs"], "wrong");
});

test("blocks of a log that is gone are seen", async (context) => {
  await using made = await filled(context);
  const { folder, db } = made;
  db.run(sql`DELETE FROM log`);
  assert.equal(verdicts(await examined(folder))["references"], "wrong");
});
