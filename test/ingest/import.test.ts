import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { importFile, type ImportOptions } from "../../ingest/import.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { parseQuery } from "../../model/query/parse.ts";
import { MAIN_LOG } from "../../model/run.ts";
import { uuidV5 } from "../../model/uuid.ts";
import { bytesOf, NOW, openTestStore } from "./open-store.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/tap");
const TALK = readFileSync(join(FIXTURES, "talk.tap"));

const OPTIONS: ImportOptions = {
  format: "auto",
  item: "datagrepper-0.4.2-1.fc21",
  type: "koji_build",
  arch: "noarch",
  check: "rpmlint",
};

async function* pieces(bytes: Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const now = (): number => NOW;

const start = async (t: TestContext) => {
  const { store, folder } = await openTestStore(t);
  const take = (bytes: Uint8Array | string, options: Partial<ImportOptions> = {}, size = 1 << 16) =>
    importFile(store, { ...OPTIONS, ...options }, pieces(Buffer.from(bytes), size), now);
  return { store, folder, take };
};

test("the talk's block becomes a sealed run that passed", async (t) => {
  const { store, take } = await start(t);
  const answer = await take(TALK, {}, 5);
  assert.deepEqual([answer.outcome, answer.results, answer.problems], ["PASSED", 1, []]);
  const run = await store.getRun(answer.uuid);
  assert.deepEqual([run?.state, run?.ok, run?.plan, run?.task], ["FINISHED", true, 1, "rpmlint"]);
  const result = await store.getResult(answer.uuid, 1);
  assert.equal(result?.item, "datagrepper-0.4.2-1.fc21.noarch.rpm");
  assert.equal(result?.findings.length, 4);
  assert.deepEqual(result?.log, { name: MAIN_LOG, first_line: 7, last_line: 11 });
  const { lines } = await store.readLines(answer.uuid, MAIN_LOG, 7, 1);
  assert.match(lines[0]?.text ?? "", /webapp -> web app/);
});

test("every fixture is kept byte for byte, with the sha256 of its file", { timeout: 120_000 }, async (t) => {
  const { store, take } = await start(t);
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith(".tap"));
  assert.ok(names.length >= 76);
  for (const name of names) {
    const bytes = readFileSync(join(FIXTURES, name));
    const { uuid } = await take(bytes, { format: "tap", item: name, type: "file" }, 11);
    const run = await store.getRun(uuid);
    assert.equal(run?.logs[0]?.sha256, createHash("sha256").update(bytes).digest("hex"), name);
    assert.deepEqual(await bytesOf(store, uuid, MAIN_LOG, bytes.length), bytes, name);
  }
});

test("the same file with the same parameters is the same run, other parameters make another", async (t) => {
  const { take } = await start(t);
  const first = await take(TALK);
  assert.deepEqual(await take(TALK), first);
  assert.notEqual((await take(TALK, { check: "other" })).uuid, first.uuid);
  assert.notEqual((await take(`${TALK.toString()}\n`)).uuid, first.uuid);
});

test("a repeated import under its own uuid answers the same, another file is refused", async (t) => {
  const { take } = await start(t);
  const uuid = uuidV5("mine");
  const first = await take(TALK, { uuid });
  assert.equal(first.uuid, uuid);
  assert.deepEqual(await take(TALK, { uuid }), first);
  await assert.rejects(
    take("1..1\nok\n", { uuid }),
    (error) => error instanceof AppError && error.code === "run-closed",
  );
});

test(
  "a file larger than memory takes goes through a file of its own, which is gone after",
  { timeout: 60_000 },
  async (t) => {
    const { store, folder, take } = await start(t);
    const text = `1..1\n${"a line of the log, of no use to anyone\n".repeat(LIMITS.importMemory / 38)}ok\n`;
    assert.ok(text.length > LIMITS.importMemory);
    const spool = folder;
    const before = await readdir(folder);
    const { uuid, outcome } = await take(text, { spool });
    assert.equal(outcome, "PASSED");
    assert.equal((await store.getRun(uuid))?.logs[0]?.bytes, Buffer.byteLength(text));
    assert.deepEqual(await readdir(folder), before);
    await assert.rejects(take(text), (error) => error instanceof AppError && error.code === "too-large");
  },
);

test("a bail-out ends the run ABORTED, with the reason", async (t) => {
  const { store, take } = await start(t);
  const { uuid, outcome } = await take("1..2\nok\nBail out! no network\n");
  const run = await store.getRun(uuid);
  assert.deepEqual([outcome, run?.state, run?.fault], ["ABORTED", "ABORTED", "no network"]);
});

test("a stream without TAP, and an empty one, end the run CRASHED", async (t) => {
  const { store, take } = await start(t);
  for (const [text, format] of [
    ["hello\n", "tap"],
    ["", "tap"],
    ["", "auto"],
  ] as const) {
    const { uuid, outcome, problems } = await take(text, { format, item: `${text}${format}` });
    assert.deepEqual([outcome, problems[0]?.kind], ["CRASHED", "no-tap"]);
    assert.equal((await store.getRun(uuid))?.state, "CRASHED");
  }
});

test("a log is kept without results", async (t) => {
  const { store, take } = await start(t);
  const { uuid, outcome, results } = await take("ok\nnot a test\n", { format: "log" });
  assert.deepEqual([outcome, results], [null, 0]);
  assert.deepEqual(
    (await store.getRun(uuid))?.logs.map(({ name, lines }) => [name, lines]),
    [[MAIN_LOG, 2]],
  );
});

test("the time that is given is the time of run and results", async (t) => {
  const { store, take } = await start(t);
  const created = "2014-08-08T10:00:00.000Z";
  const { uuid } = await take(TALK, { created });
  const run = await store.getRun(uuid);
  assert.deepEqual([run?.created, run?.started, run?.finished], [created, created, created]);
  assert.equal((await store.getResult(uuid, 1))?.submit_time, created);
});

test("an import whose body breaks off leaves a CRASHED run with what arrived", async (t) => {
  const { store } = await start(t);
  const uuid = uuidV5("broken");
  async function* broken(): AsyncIterable<Uint8Array> {
    yield Buffer.alloc(LIMITS.sniff, "1..2\nok\n");
    yield Buffer.alloc(2 * LIMITS.chunk, "a line\n");
    throw new Error("the peer went away");
  }
  await assert.rejects(
    importFile(store, { ...OPTIONS, format: "tap", uuid }, broken(), now),
    /peer went away/,
  );
  const run = await store.getRun(uuid);
  assert.equal(run?.state, "CRASHED");
  assert.match(run?.fault ?? "", /peer went away/);
  assert.ok((run?.logs[0]?.bytes ?? 0) >= LIMITS.chunk);
});

test("without a uuid a body that breaks off leaves no run", async (t) => {
  const { store } = await start(t);
  async function* broken(): AsyncIterable<Uint8Array> {
    yield TALK;
    throw new Error("the peer went away");
  }
  await assert.rejects(importFile(store, OPTIONS, broken(), now), /peer went away/);
  const window = { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
  assert.equal((await store.countRuns({ parsed: parseQuery(""), window })).runs, 0);
});

test("an import that was cut off with its process is finished by its repetition", async (t) => {
  const { store, take } = await start(t);
  const uuid = uuidV5("cut off");
  const { item, type, arch, check: task } = OPTIONS;
  const created = "2026-02-01T00:00:00.000Z";
  await store.putRun({ uuid, task, item, type, arch, state: "RUNNING", created, started: created });
  await store.appendLog({ run: uuid, log: MAIN_LOG, offset: 0 }, TALK.subarray(0, 100));
  assert.equal((await take(TALK, { uuid })).outcome, "PASSED");
  assert.equal((await store.getRun(uuid))?.created, created);
});
