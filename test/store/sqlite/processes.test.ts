import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { openSqliteStore } from "../../../store/sqlite/open.ts";
import { ALL, resultInput, runInput, select, uuid } from "../../contract/store-build.ts";
import { openBoth, ownFolder } from "./open-database.ts";
import { rebuild } from "../../../store/sqlite/rebuild.ts";
import { sql } from "../../../store/sqlite/sql.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Puts `count` runs with two results each, named after `name`, in a process of its own, and then waits to be ended. */
const WRITER = `
  const [folder, name, count] = process.argv.slice(1);
  const { openSqliteStore } = await import(${JSON.stringify(join(ROOT, "store/sqlite/open.ts"))});
  const { resultInput, runInput, uuid } = await import(${JSON.stringify(join(ROOT, "test/contract/store-build.ts"))});
  const store = openSqliteStore(folder, () => 0);
  for (let at = 0; at < Number(count); at++) {
    await store.putRun(runInput(name + at));
    await store.putResults(uuid(name + at), [resultInput(1), resultInput(2, { check: name, outcome: "FAILED" })]);
    process.stdout.write(at + "\\n");
  }
  process.stdout.write("done\\n");
  setInterval(() => {}, 1000);
`;

const startWriter = (folder: string, name: string, count: number) => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", WRITER, folder, name, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  child.stdout.on("data", (data: Buffer) => (told += data.toString()));
  const until = async (isEnough: (told: string) => boolean): Promise<void> => {
    while (!isEnough(told)) await once(child.stdout, "data");
  };
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { until, kill, acknowledged: () => told.split("\n").filter((line) => /^\d+$/.test(line)).length };
};

test("two processes write and a third reads, and every write is there once", async (context) => {
  const folder = ownFolder(context);
  await using both = openBoth(folder, () => 0);
  const writers = ["x", "y"].map((name) => startWriter(folder, name, 20));
  const own = Array.from({ length: 20 }, async (_, at) => {
    await both.store.putRun(runInput(`z${at}`));
    await both.store.putResults(uuid(`z${at}`), [resultInput(1)]);
    await both.store.findRuns(select(ALL), { limit: 5, cursor: null });
  });
  await Promise.all([...own, ...writers.map((writer) => writer.until((told) => told.includes("done")))]);
  await Promise.all(writers.map((writer) => writer.kill()));
  assert.deepEqual((await both.store.countRuns(select(ALL))).runs, 60);
  const kept = await both.store.count(select(ALL), ["check"], false);
  assert.deepEqual(
    kept.map(({ key, counts }) => [key.check, counts.n]),
    [
      ["rpmlint", 60],
      ["x", 20],
      ["y", 20],
    ],
  );
  rebuild(both.db);
  assert.deepEqual(await both.store.count(select(ALL), ["check"], false), kept);
});

test("what a writer acknowledged is there after it was killed, and its totals agree with a recount", async (context) => {
  const folder = ownFolder(context);
  const writer = startWriter(folder, "x", 1000);
  await writer.until((told) => told.includes("7\n"));
  await writer.kill();
  const acknowledged = writer.acknowledged();
  await using both = openBoth(folder, () => 0);
  const { runs } = await both.store.countRuns(select(ALL));
  assert.ok(runs >= acknowledged && acknowledged >= 8, `${acknowledged} acknowledged, ${runs} runs`);
  for (let at = 0; at < acknowledged; at++)
    assert.equal((await both.store.getRun(uuid(`x${at}`)))?.results, 2);
  const totals = () => both.db.all(sql`SELECT * FROM check_day ORDER BY 1, 2, 3`);
  const kept = totals();
  rebuild(both.db);
  assert.deepEqual(totals(), kept);
});

test("a store that another process just made opens", async (context) => {
  const folder = ownFolder(context);
  await using first = openSqliteStore(folder, () => 0);
  await using second = openSqliteStore(folder, () => 0);
  await first.putRun(runInput("a"));
  assert.ok(await second.getRun(uuid("a")));
});
