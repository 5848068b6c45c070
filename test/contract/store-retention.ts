import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { AppError } from "../../model/errors.ts";
import type { Store } from "../../store/store.ts";
import {
  ALL,
  bytes,
  field,
  foundResults,
  has,
  resultInput,
  runInput,
  sealedLog,
  sealInput,
  select,
  uuid,
  word,
} from "./store-build.ts";
import type { Cases } from "./store.contract.ts";

const LOG = "not ok 1 - broken needle\n";
const FINDING = { severity: "error", tag: "no-doc", message: "no docs", subject: null, line: null };

/** A sealed run of a day of 2024 with a log, an artifact, and a result with a finding. */
const sealedRun = async (store: Store, name: string, day: string): Promise<void> => {
  const at = `2024-${day}T10:00:00.000Z`;
  await store.putRun(runInput(name, { created: at, started: at }));
  await store.appendLog({ run: uuid(name), log: "output.log", offset: 0 }, bytes(LOG));
  const artifact = { run: uuid(name), path: "x.txt", sha256: null };
  await store.putArtifact(artifact, Readable.from([bytes("kept")]));
  await store.putResults(uuid(name), [
    resultInput(1, { outcome: "FAILED", findings: [FINDING], submit_time: at }),
  ]);
  await store.sealRun(uuid(name), sealInput({ finished: at, logs: [sealedLog("output.log", LOG)] }));
};

const gone = async (reading: Promise<unknown>): Promise<void> => {
  await assert.rejects(reading, (error) => error instanceof AppError && error.code === "expired");
};

const linesWith = async (store: Store, text: string): Promise<number> => {
  let count = 0;
  const signal = new AbortController().signal;
  for await (const hit of store.search(select(word(text)), { scope: "log", signal }))
    count += hit.kind === "log" ? 1 : 0;
  return count;
};

const readFirst = (store: Store, name: string): Promise<unknown> =>
  store.readLines(uuid(name), "output.log", 1, 1);

const artifactOf = async (store: Store, name: string): Promise<string> => {
  let content = "";
  for await (const part of store.readArtifact(uuid(name), "x.txt", 0, 9))
    content += Buffer.from(part).toString();
  return content;
};

export const retentionCases: Cases = {
  "logs and artifacts of old runs go, their results stay, and the run says so": async ({ store }) => {
    await sealedRun(store, "old", "01-01");
    await sealedRun(store, "new", "02-01");
    assert.equal(await store.expire("logs", "2024-01-15T00:00:00.000Z", 10), 1);
    assert.equal(await store.expire("logs", "2024-01-15T00:00:00.000Z", 10), 0);
    await gone(readFirst(store, "old"));
    await gone(artifactOf(store, "old"));
    assert.equal(await linesWith(store, "needle"), 1);
    const run = await store.getRun(uuid("old"));
    assert.deepEqual(run?.expired, ["logs"]);
    assert.deepEqual(
      run.logs.map(({ name, bytes: size }) => [name, size]),
      [["output.log", LOG.length]],
    );
    assert.deepEqual(
      run.artifacts.map(({ path }) => path),
      ["x.txt"],
    );
    assert.equal((await store.getResult(uuid("old"), 1))?.findings.length, 1);
    assert.deepEqual((await store.getRun(uuid("new")))?.expired, []);
    assert.equal(await artifactOf(store, "new"), "kept");
  },

  "a log may be expired after its neighbours were, and others of the same time stay searchable": async ({
    store,
  }) => {
    for (const name of ["a", "b", "c"]) await sealedRun(store, name, "01-01");
    await store.pinRun(uuid("b"), true);
    assert.equal(await store.expire("logs", "2024-01-15T00:00:00.000Z", 1), 1);
    assert.equal(await store.expire("logs", "2024-01-15T00:00:00.000Z", 10), 1);
    assert.equal(await linesWith(store, "needle"), 1);
  },

  "findings go, their result stays": async ({ store }) => {
    await sealedRun(store, "old", "01-01");
    assert.equal(await store.expire("findings", "2024-01-15T00:00:00.000Z", 10), 1);
    assert.deepEqual((await store.getResult(uuid("old"), 1))?.findings, []);
    assert.deepEqual(await foundResults(store, has("finding"), ["old"]), []);
    assert.deepEqual(await foundResults(store, field("outcome", "FAILED"), ["old"]), ["old.1"]);
    assert.deepEqual((await store.getRun(uuid("old")))?.expired, ["findings"]);
    await readFirst(store, "old");
  },

  "a run that goes takes all along but the daily totals": async ({ store }) => {
    await sealedRun(store, "old", "01-01");
    await sealedRun(store, "new", "02-01");
    assert.equal(await store.expire("runs", "2024-01-15T00:00:00.000Z", 10), 1);
    assert.equal(await store.getRun(uuid("old")), null);
    assert.equal(await store.getResult(uuid("old"), 1), null);
    assert.deepEqual(await foundResults(store, ALL, ["old", "new"]), ["new.1"]);
    assert.equal(await linesWith(store, "needle"), 1);
    const days = await store.count(select(ALL), ["check", "day"], false);
    assert.deepEqual(
      days.map(({ key, counts }) => [key.day, counts.failed]),
      [
        ["2024-01-01", 1],
        ["2024-02-01", 1],
      ],
    );
    await store.expire("totals", "2024-01-15T00:00:00.000Z", 10);
    const left = await store.count(select(ALL), ["check", "day"], false);
    assert.deepEqual(
      left.map(({ key }) => key.day),
      ["2024-02-01"],
    );
  },

  "of a series the newest result that is left is the latest": async ({ store }) => {
    await sealedRun(store, "new", "02-01");
    await store.pinRun(uuid("new"), true);
    await sealedRun(store, "newer", "03-01");
    assert.equal((await store.count(select(ALL), [], true))[0]?.counts.n, 1);
    assert.equal(await store.expire("runs", "2024-04-01T00:00:00.000Z", 10), 1);
    const [latest] = await store.count(select(ALL), [], true);
    assert.deepEqual([latest?.counts.n, latest?.last], [1, "2024-02-01T10:00:00.000Z"]);
  },

  "what is pinned, unsealed or young stays": async ({ store }) => {
    await sealedRun(store, "pinned", "01-01");
    await sealedRun(store, "young", "02-01");
    await store.putRun(runInput("open", { created: "2024-01-01T10:00:00.000Z" }));
    assert.equal((await store.pinRun(uuid("pinned"), true)).pinned, true);
    for (const what of ["logs", "findings", "runs"] as const)
      assert.equal(await store.expire(what, "2024-01-15T00:00:00.000Z", 10), 0);
    await readFirst(store, "pinned");
    assert.equal((await store.pinRun(uuid("pinned"), false)).pinned, false);
    assert.equal(await store.expire("runs", "2024-01-15T00:00:00.000Z", 10), 1);
    assert.notEqual(await store.getRun(uuid("open")), null);
  },

  "pinning a run that nobody put is not-found": async ({ store }) => {
    await assert.rejects(
      store.pinRun(uuid("unknown"), true),
      (error) => error instanceof AppError && error.code === "not-found",
    );
  },
};
