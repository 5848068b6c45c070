import assert from "node:assert/strict";
import type { Outcome } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";
import type { Store } from "../../store/store.ts";
import type { Cases } from "./store.contract.ts";
import { ALL, field, foundResults, is, NOON, resultInput, runInput, select, uuid } from "./store-build.ts";

const DAY = 86_400_000;
const time = (days: number): string => new Date(NOON + days * DAY).toISOString();

const put = async (store: Store, name: string, results: readonly ResultInput[]): Promise<void> => {
  await store.putRun(runInput(name));
  await store.putResults(uuid(name), results);
};

/** One result of one series per outcome, a day apart, each in a run `s0`, `s1` …, put in the given order. */
const series = async (
  store: Store,
  outcomes: readonly Outcome[],
  order: readonly number[],
): Promise<void> => {
  for (const at of order)
    await put(store, `s${at}`, [
      resultInput(1, { outcome: outcomes[at] ?? "PASSED", submit_time: time(at) }),
    ]);
};

const brief = async (store: Store, ...[query, by, latest]: Parameters<Store["count"]>) =>
  (await store.count(query, by, latest)).map(({ key, counts }) => [
    ...by.map((name) => key[name] ?? null),
    counts.n,
  ]);

export const countCases: Cases = {
  "without a key there is one row, and none without results": async ({ store }) => {
    assert.deepEqual(await store.count(select(ALL), [], false), []);
    await put(store, "a", [
      resultInput(1, { submit_time: time(1) }),
      resultInput(2, { outcome: "FAILED", submit_time: time(0) }),
      resultInput(3, { outcome: "TODO", submit_time: time(-1) }),
    ]);
    assert.deepEqual(await store.count(select(ALL), [], false), [
      {
        key: {},
        counts: {
          n: 3,
          passed: 1,
          info: 0,
          failed: 1,
          needs_inspection: 0,
          aborted: 0,
          crashed: 0,
          skipped: 0,
          todo: 1,
        },
        last: time(1),
      },
    ]);
  },

  "rows are ordered by key, and a key without value is missing": async ({ store }) => {
    await put(store, "a", [
      resultInput(1, { item: "zoo-1-1.el9" }),
      resultInput(2, { item: "ant-1-1.fc41", check: "b" }),
      resultInput(3, { item: "ant-1-1", check: "a" }),
    ]);
    assert.deepEqual(await brief(store, select(ALL), ["package", "check"], false), [
      ["ant", "a", 1],
      ["ant", "b", 1],
      ["zoo", "rpmlint", 1],
    ]);
    assert.deepEqual(await brief(store, select(ALL), ["dist"], false), [
      [null, 1],
      ["el9", 1],
      ["fc41", 1],
    ]);
    const [first] = await store.count(select(ALL), ["dist"], false);
    assert.deepEqual(first?.key, {});
  },

  "every key groups": async ({ store }) => {
    await put(store, "a", [resultInput(1, { submit_time: "2024-02-29T23:59:59.999Z" })]);
    const expected = {
      check: "rpmlint",
      package: "foo",
      item: "foo-1.2-3.fc41",
      arch: "x86_64",
      type: "koji_build",
      dist: "fc41",
      version: "1.2",
      release: "3.fc41",
      outcome: "PASSED",
      hour: "2024-02-29T23:00:00.000Z",
      day: "2024-02-29",
      week: "2024-02-26",
      month: "2024-02-01",
    } as const;
    for (const [key, value] of Object.entries(expected) as [keyof typeof expected, string][])
      assert.deepEqual(await brief(store, select(ALL), [key], false), [[value, 1]], key);
  },

  "weeks begin on Monday and times before 1970 count": async ({ store }) => {
    const days = [
      "2024-03-03T23:59:59Z",
      "2024-03-04T00:00:00Z",
      "1969-12-31T23:00:00Z",
      "2024-12-31T12:00:00Z",
    ];
    await put(
      store,
      "a",
      days.map((day, at) => resultInput(at + 1, { submit_time: day })),
    );
    const ever = select(ALL, { from: "1900-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" });
    assert.deepEqual(await brief(store, ever, ["week"], false), [
      ["1969-12-29", 1],
      ["2024-02-26", 1],
      ["2024-03-04", 1],
      ["2024-12-30", 1],
    ]);
    assert.deepEqual((await brief(store, ever, ["day"], false))[0], ["1969-12-31", 1]);
  },

  "counts of a window that cuts days are exact": async ({ store }) => {
    const hours = Array.from({ length: 96 }, (_, at) => at);
    await put(
      store,
      "a",
      hours.map((hour) =>
        resultInput(hour + 1, { submit_time: new Date(NOON + hour * 3_600_000).toISOString() }),
      ),
    );
    for (const [from, to] of [
      [0, 96],
      [5, 7],
      [5, 40],
      [12, 60],
      [13, 59],
      [50, 50],
    ] as const) {
      const window = { from: time(from / 24), to: time(to / 24) };
      for (const query of [
        ALL,
        field("package", "foo"),
        field("check", "rpmlint"),
        field("arch", "x86_64"),
      ]) {
        const [row] = await store.count(select(query, window), [], false);
        assert.equal(row?.counts.n ?? 0, to - from, `${from} to ${to}`);
      }
      const days = await brief(store, select(ALL, window), ["day"], false);
      assert.equal(
        days.reduce((sum, [, n]) => sum + Number(n), 0),
        to - from,
      );
    }
  },

  "the latest result of each series is the newest, in whatever order they come": async ({ store }) => {
    await series(store, ["PASSED", "FAILED", "INFO", "CRASHED"], [2, 0, 3, 1]);
    await put(store, "other", [resultInput(1, { arch: "noarch", submit_time: time(-5) })]);
    assert.deepEqual(await brief(store, select(ALL), ["arch", "outcome"], true), [
      ["noarch", "PASSED", 1],
      ["x86_64", "CRASHED", 1],
    ]);
    assert.deepEqual(await foundResults(store, is("latest"), ["s0", "s1", "s2", "s3", "other"]), [
      "s3.1",
      "other.1",
    ]);
  },

  "what differs in check, item, type, arch or scenario is another series": async ({ store }) => {
    const others = [
      {},
      { check: "b" },
      { item: "foo-2-1" },
      { type: "file" },
      { arch: "noarch" },
      { scenario: "s" },
      { scenario: "" },
    ];
    await put(
      store,
      "a",
      others.map((other, at) => resultInput(at + 1, other)),
    );
    assert.equal((await store.count(select(ALL), [], true))[0]?.counts.n, others.length);
  },

  "a failure is new after an ok result and not after another failure": async ({ store }) => {
    const names = ["s0", "s1", "s2", "s3"];
    await series(store, ["PASSED", "FAILED"], [1, 0]);
    assert.deepEqual(await foundResults(store, is("new"), names), ["s1.1"]);
    await series(store, ["PASSED", "FAILED", "CRASHED"], [2]);
    assert.deepEqual(await foundResults(store, is("new"), names), []);
    await series(store, ["PASSED", "FAILED", "CRASHED", "PASSED"], [3]);
    assert.deepEqual(await foundResults(store, is("new"), names), []);
  },

  "a series goes on from one build of a package to the next": async ({ store }) => {
    await put(store, "old", [
      resultInput(1, { item: "foo-1-1.fc41", submit_time: time(0), outcome: "FAILED" }),
    ]);
    assert.deepEqual(await foundResults(store, is("new"), ["old", "next"]), ["old.1"]);
    await put(store, "next", [
      resultInput(1, { item: "foo-2-1.fc41", submit_time: time(1), outcome: "FAILED" }),
    ]);
    assert.deepEqual(await foundResults(store, is("new"), ["old", "next"]), []);
  },

  "runs are counted, and those that are sealed and not ok": async ({ store }) => {
    await store.putRun(runInput("open"));
    await store.putRun(runInput("other", { item: "bar-1-1" }));
    assert.deepEqual(await store.countRuns(select(ALL)), { runs: 2, failed: 0 });
    await store.sealRun(uuid("other"), { state: "CRASHED", finished: time(1), logs: [] });
    assert.deepEqual(await store.countRuns(select(ALL)), { runs: 2, failed: 1 });
    assert.deepEqual(await store.countRuns(select(field("package", "foo"))), { runs: 1, failed: 0 });
  },

  "suggestions begin with the prefix, whatever its case, most frequent first": async ({ store }) => {
    await put(store, "a", [
      resultInput(1, { item: "Foo-1-1" }),
      resultInput(2, { item: "foobar-1-1", outcome: "FAILED" }),
      resultInput(3, { item: "foobar-2-1" }),
      resultInput(4, { item: "%-1-1" }),
    ]);
    await store.putResults(uuid("a"), [resultInput(1, { item: "Foo-1-1" })]);
    assert.deepEqual(await store.suggest("package", "FO", 5), [
      { value: "foobar", count: 2 },
      { value: "Foo", count: 1 },
    ]);
    assert.deepEqual(await store.suggest("package", "fo", 1), [{ value: "foobar", count: 2 }]);
    assert.deepEqual(await store.suggest("package", "%", 5), [{ value: "%", count: 1 }]);
    assert.deepEqual(await store.suggest("outcome", "", 5), [
      { value: "PASSED", count: 3 },
      { value: "FAILED", count: 1 },
    ]);
    assert.deepEqual(await store.suggest("task", "RPM", 5), [{ value: "rpmlint", count: 1 }]);
    assert.deepEqual(await store.suggest("owner", "", 5), []);
  },
};
