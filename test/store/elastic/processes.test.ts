import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import type { Store } from "../../../store/store.ts";
import { openStore } from "../../../store/open.ts";
import { ALL, NOON, resultInput, runInput, sealInput, select, uuid } from "../../contract/store-build.ts";
import { needsService } from "../../support/services.ts";
import { OPTIONS, ownPrefix } from "./own-prefix.ts";

const elastic = needsService("elastic");

/** Two stores that know nothing of each other but their cluster. */
const two = async (context: TestContext): Promise<readonly [Store, Store]> => {
  const { url, remove } = ownPrefix();
  const open = () => openStore(url, { now: () => NOON, elastic: OPTIONS });
  const stores = await Promise.all([open(), open()]);
  context.after(async () => {
    await Promise.all(stores.map((store) => store[Symbol.asyncDispose]()));
    await remove();
  });
  return stores;
};

const both = <T>(stores: readonly Store[], work: (store: Store) => Promise<T>): Promise<T[]> =>
  Promise.all(stores.map(work));

const codeOf = (error: unknown): string | null => (error instanceof AppError ? error.code : null);

const positions = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

test(
  "a run that two processes put at once is one run, and keeps what both said",
  elastic,
  async (context) => {
    const [one, other] = await two(context);
    await Promise.all([
      one.putRun(runInput("a", { runner: "host:1" })),
      other.putRun(runInput("a", { started: "2024-03-01T12:00:00.000Z" })),
    ]);
    const [seen, same] = await both([one, other], (store) => store.getRun(uuid("a")));
    assert.deepEqual(seen, same);
    assert.deepEqual([seen?.runner, seen?.started], ["host:1", "2024-03-01T12:00:00.000Z"]);
    assert.deepEqual(await one.countRuns(select(ALL)), { runs: 1, failed: 0 });
  },
);

test("results that two processes put at once are all there, each once", elastic, async (context) => {
  const stores = await two(context);
  const [one, other] = stores;
  await one.putRun(runInput("a"));
  const put = (store: Store, numbers: readonly number[]) =>
    store.putResults(
      uuid("a"),
      numbers.map((position) => resultInput(position, { check: `check ${position % 7}` })),
    );
  await Promise.all([
    put(one, positions(1, 40)),
    put(other, positions(21, 60)),
    put(one, positions(50, 80)),
    put(other, positions(1, 80)),
  ]);
  const [counted] = await other.count(select(ALL), [], false);
  assert.equal(counted?.counts.n, 80);
  assert.equal((await one.getRun(uuid("a")))?.results, 80);
  const latest = await one.findResults(select({ kind: "is", flag: "latest", span: { start: 0, end: 0 } }), {
    limit: 100,
    cursor: null,
  });
  assert.deepEqual(latest.data.map(({ position }) => position).sort(), [74, 75, 76, 77, 78, 79, 80]);
});

test("of two processes that give a position other results one is refused", elastic, async (context) => {
  const stores = await two(context);
  await stores[0].putRun(runInput("a"));
  const notes = ["first", "second"];
  const done = await Promise.allSettled(
    stores.map((store, at) => store.putResults(uuid("a"), [resultInput(1, { note: notes[at] ?? "" })])),
  );
  const codes = done.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
  assert.deepEqual(codes, ["result-conflict"]);
  const kept = notes[done.findIndex(({ status }) => status === "fulfilled")];
  assert.equal((await stores[0].getResult(uuid("a"), 1))?.note, kept);
});

test(
  "the same seal from two processes is one seal, and of two others one is refused",
  elastic,
  async (context) => {
    const stores = await two(context);
    await stores[0].putRun(runInput("a"));
    await stores[0].putResults(uuid("a"), [resultInput(1)]);
    const [first, second] = await both(stores, (store) => store.sealRun(uuid("a"), sealInput()));
    assert.deepEqual(first, second);
    await stores[0].putRun(runInput("b"));
    const done = await Promise.allSettled(
      stores.map((store, at) => store.sealRun(uuid("b"), sealInput({ exit_code: at }))),
    );
    assert.deepEqual(done.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  },
);

test(
  "results that arrive while another process seals are counted or refused, never lost",
  elastic,
  async (context) => {
    const [one, other] = await two(context);
    await one.putRun(runInput("a"));
    const puts = positions(1, 12).map((position) => other.putResults(uuid("a"), [resultInput(position)]));
    const done = Promise.allSettled(puts);
    await other.getRun(uuid("a"));
    const sealed = await one.sealRun(uuid("a"), sealInput({ plan: null }));
    const accepted = (await done).filter(({ status }) => status === "fulfilled").length;
    assert.equal(sealed.results, accepted);
    const [counted] = await one.count(select(ALL), [], false);
    assert.equal(counted?.counts.n ?? 0, accepted);
  },
);
