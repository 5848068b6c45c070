import assert from "node:assert/strict";
import type { Paging, Store } from "../../store/store.ts";
import type { Cases } from "./store.contract.ts";
import { ALL, field, NOON, resultInput, runInput, select, uuid } from "./store-build.ts";

const time = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

/** Runs `r0` … made a minute apart, two of each minute, each with three results of one time. */
const fill = async (store: Store, count: number): Promise<void> => {
  for (let at = 0; at < count; at++) {
    await store.putRun(runInput(`r${at}`, { created: time(at >> 1) }));
    const results = [3, 1, 2].map((position) => resultInput(position, { submit_time: time(at >> 1) }));
    await store.putResults(uuid(`r${at}`), results);
  }
};

const pages = async <T>(
  read: (paging: Paging) => Promise<{ data: readonly T[]; next: string | null }>,
  limit: number,
  between = async () => {},
) => {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: readonly T[]; next: string | null } = await read({ limit, cursor });
    assert.ok(page.data.length <= limit);
    all.push(...page.data);
    cursor = page.next;
    await between();
  } while (cursor !== null);
  return all;
};

export const pagingCases: Cases = {
  "runs come newest first, ties by uuid, and oldest first when asked": async ({ store }) => {
    await fill(store, 6);
    const expected = ["r0", "r1", "r2", "r3", "r4", "r5"]
      .map((name, at) => `${time(at >> 1)} ${uuid(name)}`)
      .sort();
    for (const order of ["oldest", "newest"] as const) {
      const found = await pages((paging) => store.findRuns(select(ALL), { ...paging, order }), 2);
      const keys = found.map((run) => `${run.created} ${run.uuid}`);
      assert.deepEqual(keys, order === "oldest" ? expected : expected.toReversed());
    }
  },

  "results come by submit time, ties by run and position": async ({ store }) => {
    await fill(store, 4);
    const keys = (
      await pages((paging) => store.findResults(select(ALL), { ...paging, order: "oldest" }), 5)
    ).map((result) => `${result.submit_time} ${result.run} ${result.position}`);
    assert.equal(keys.length, 12);
    assert.deepEqual(keys, keys.toSorted());
    const newest = await pages((paging) => store.findResults(select(ALL), paging), 5);
    assert.deepEqual(
      newest.map((result) => `${result.submit_time} ${result.run} ${result.position}`),
      keys.toReversed(),
    );
  },

  "pages neither repeat nor miss a row while rows are added": async ({ store }) => {
    await fill(store, 10);
    let added = 0;
    const addOne = async (): Promise<void> => {
      const name = `new ${added++}`;
      await store.putRun(runInput(name, { created: time(1000 + added) }));
      await store.putResults(uuid(name), [resultInput(1, { submit_time: time(1000 + added) })]);
    };
    const runs = await pages((paging) => store.findRuns(select(ALL), paging), 3, addOne);
    assert.equal(new Set(runs.map((run) => run.uuid)).size, 10);
    assert.equal(runs.length, 10);
    const results = await pages(
      (paging) => store.findResults(select(field("check", "rpmlint")), paging),
      7,
      addOne,
    );
    assert.equal(new Set(results.map((result) => result.id)).size, results.length);
    assert.equal(results.filter((result) => result.submit_time < time(1000)).length, 30);
  },

  "every page tells how many there are in all": async ({ store }) => {
    await fill(store, 4);
    const first = await store.findResults(select(ALL), { limit: 5, cursor: null });
    assert.deepEqual(first.total, { value: 12, exact: true });
    const second = await store.findResults(select(ALL), { limit: 50, cursor: first.next });
    assert.deepEqual([second.total, second.data.length, second.next], [{ value: 12, exact: true }, 7, null]);
  },

  "a page that holds the last row has no next": async ({ store }) => {
    await fill(store, 2);
    assert.equal((await store.findRuns(select(ALL), { limit: 2, cursor: null })).next, null);
    assert.equal(
      (await store.findRuns(select(field("package", "none")), { limit: 2, cursor: null })).next,
      null,
    );
  },

  "cursors of another list, query or order, and other texts, are bad": async ({ store }) => {
    await fill(store, 4);
    const { next } = await store.findResults(select(ALL), { limit: 2, cursor: null });
    assert.ok(next !== null && /^[\w-]+$/.test(next));
    const bad: (() => Promise<unknown>)[] = [
      () => store.findRuns(select(ALL), { limit: 2, cursor: next }),
      () => store.findResults(select(field("check", "rpmlint")), { limit: 2, cursor: next }),
      () => store.findResults(select(ALL), { limit: 2, cursor: next, order: "oldest" }),
      ...["", "x", "e30", "W10", "null", `${next}x`.slice(4), "😀", "' OR 1=1"].map(
        (cursor) => () => store.findResults(select(ALL), { limit: 2, cursor }),
      ),
    ];
    for (const [at, read] of bad.entries())
      await assert.rejects(read(), { code: "bad-cursor" }, `case ${at}`);
  },

  "the window holds its start and not its end": async ({ store }) => {
    await fill(store, 6);
    const window = { from: time(1), to: time(2) };
    assert.equal((await store.findRuns(select(ALL, window), { limit: 9, cursor: null })).total.value, 2);
    assert.equal((await store.findResults(select(ALL, window), { limit: 9, cursor: null })).total.value, 6);
    assert.equal((await store.count(select(ALL, window), [], false))[0]?.counts.n, 6);
    assert.equal((await store.countRuns(select(ALL, window))).runs, 2);
  },

  "the window of runs is that of their start, or of their creation before it": async ({ store }) => {
    await store.putRun(runInput("started", { created: time(0), started: time(60) }));
    await store.putRun(runInput("waiting", { created: time(60) }));
    await store.putRun(runInput("early", { created: time(0), started: time(1) }));
    const page = await store.findRuns(select(ALL, { from: time(60), to: time(61) }), {
      limit: 9,
      cursor: null,
    });
    assert.deepEqual(
      page.data.map((run) => run.uuid),
      [uuid("waiting"), uuid("started")],
    );
  },
};
