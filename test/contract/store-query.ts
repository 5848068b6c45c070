import assert from "node:assert/strict";
import type { Query } from "../../model/query/ast.ts";
import type { Store } from "../../store/store.ts";
import type { Cases } from "./store.contract.ts";
import {
  ALL,
  and,
  field,
  foundResults,
  foundRuns,
  has,
  is,
  NOON,
  not,
  or,
  phrase,
  range,
  resultInput,
  runInput,
  select,
  sealInput,
  text,
  uuid,
  word,
} from "./store-build.ts";

const time = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();
const NAMES = ["lint", "deps", "empty"];

/** Three runs: `lint` with four results, `deps` with one, `empty` with none. */
const fill = async (store: Store): Promise<void> => {
  await store.putRun(runInput("lint", { started: time(0), runner: "host-a:1", created: time(0) }));
  await store.putRun(
    runInput("deps", {
      task: "depcheck",
      item: "Bar-2.0-1.el9",
      created: time(1),
      started: "2024-02-01T00:00:00Z",
    }),
  );
  await store.putRun(runInput("empty", { task: "other", item: "baz-1-1", created: time(2) }));
  await store.putResults(uuid("lint"), [
    resultInput(1, {
      submit_time: time(1),
      duration_ms: 90_000,
      data: { score: 4, level: "high", on: true, arches: ["x86_64", "s390x", 7] },
    }),
    resultInput(2, {
      submit_time: time(2),
      item: "foo-1.10-3.fc41",
      outcome: "FAILED",
      note: "undefined reference to `main'",
      findings: [
        { severity: "error", tag: "no-doc", message: "nothing documented", subject: null, line: null },
      ],
    }),
    resultInput(3, {
      submit_time: time(3),
      scenario: "Strict",
      arch: "noarch",
      outcome: "SKIPPED",
      data: { score: 10 },
    }),
    resultInput(4, {
      submit_time: time(4),
      log: { name: "build.log", first_line: 10, last_line: 20 },
      outcome: "CRASHED",
    }),
  ]);
  await store.putResults(uuid("deps"), [
    resultInput(1, {
      check: "depcheck",
      item: "Bar-2.0-1.el9",
      submit_time: time(5),
      note: "all of main is fine",
      outcome: "INFO",
    }),
  ]);
  await store.sealRun(uuid("deps"), sealInput({ finished: time(9) }));
};

const L1 = "lint.1";
const L2 = "lint.2";
const L3 = "lint.3";
const L4 = "lint.4";
const D1 = "deps.1";

/** Queries and the results that they find, newest first. */
const RESULTS: readonly (readonly [string, Query, readonly string[]])[] = [
  ["all", ALL, [D1, L4, L3, L2, L1]],
  ["none", { kind: "none" }, []],
  ["equality ignores case", field("package", "FOO"), [L4, L3, L2, L1]],
  ["equality is of the whole", field("package", "fo"), []],
  ["glob", field("item", { kind: "glob", pattern: "foo-1.?-*" }), [L4, L3, L1]],
  ["glob ignores case", field("package", { kind: "glob", pattern: "b?R" }), [D1]],
  ["list", or(field("outcome", "failed"), field("outcome", "Crashed")), [L4, L2]],
  ["and", and(field("package", "foo"), field("outcome", "FAILED")), [L2]],
  ["not holds for what has no value", not(field("scenario", "strict")), [D1, L4, L2, L1]],
  ["version range compares numbers", field("version", range("1.9", null)), [D1, L2]],
  ["version range leaves its ends out", field("version", range("1.2", "2.0", [false, false])), [L2]],
  ["name range", field("package", range("bar", "c")), [D1]],
  ["nvr", field("nvr", "bar-2.0-1.el9"), [D1]],
  ["dist", field("dist", "el9"), [D1]],
  ["type", field("type", "koji_build"), [D1, L4, L3, L2, L1]],
  ["regex", field("item", { kind: "regex", source: "1\\.[0-9]{2}", ignoreCase: false }), [L2]],
  ["regex with case", field("scenario", { kind: "regex", source: "^strict$", ignoreCase: true }), [L3]],
  ["has", has("scenario"), [L3]],
  ["has a note", has("message"), [D1, L2]],
  ["has a finding", has("finding"), [L2]],
  ["has a fingerprint", has("fingerprint"), [L2]],
  ["no", not(has("data.score")), [D1, L4, L2]],
  ["duration", field("duration", range("1m", null)), [L1]],
  ["duration is", field("duration", "90s"), [L1]],
  ["data number", field("data.score", "4"), [L1]],
  ["data range compares numbers", field("data.score", range("5", null)), [L3]],
  ["data text", field("data.level", "HIGH"), [L1]],
  ["data list, by any element", field("data.arches", "s390x"), [L1]],
  ["data list, by a number in it", field("data.arches", "7.0"), [L1]],
  ["data list, not as a whole", field("data.arches", '["x86_64","s390x",7]'), []],
  ["data truth", field("data.on", "true"), [L1]],
  ["message word", field("message", "MAIN"), [D1, L2]],
  ["message phrase", field("message", "reference to"), [L2]],
  ["finding tag", field("finding", "no-doc"), [L2]],
  ["finding text", field("finding", "documented"), [L2]],
  ["severity", field("severity", "error"), [L2]],
  ["log of a result", field("log", "build.log"), [L4]],
  ["line of a result", field("line", range("15", "30")), [L4]],
  ["line outside", field("line", range("21", null)), []],
  ["run", field("run", uuid("lint")), [L4, L3, L2, L1]],
  ["state of the run", field("state", "Finished"), [D1]],
  ["task of the run", field("task", "depcheck"), [D1]],
  ["runner of the run", field("runner", { kind: "glob", pattern: "host-a*" }), [L4, L3, L2, L1]],
  ["started on a day", field("started", "2024-02-01"), [D1]],
  ["started since", field("started", "-7d"), [L4, L3, L2, L1]],
  ["started in days", field("started", range("2024-02-01", "2024-02-02")), [D1]],
  ["started after a day", field("started", range("2024-02-01", null, [false, true])), [L4, L3, L2, L1]],
  ["finished", has("finished"), [D1]],
  ["failed", is("failed"), [L2]],
  ["word in a note", word("undefined"), [L2]],
  ["word in a finding", word("documented"), [L2]],
  ["word in an item", word("foo"), [L4, L3, L2, L1]],
  ["phrase", phrase("reference to `main'"), [L2]],
  ["phrase is exact", phrase("Reference to"), []],
  ["text regex", text({ kind: "regex", source: "ref\\w+ to", ignoreCase: false }), [L2]],
  ["text and field", and(word("main"), field("outcome", "INFO")), [D1]],
  ["no text", not(word("main")), [L4, L3, L1]],
  ["a field that nothing has", field("owner", "me"), []],
  ["flags that are not known yet", or(is("flaky"), is("regression"), is("waived")), []],
];

const RUNS: readonly (readonly [string, Query, readonly string[]])[] = [
  ["all", ALL, ["empty", "deps", "lint"]],
  ["task", field("task", "other"), ["empty"]],
  ["package of the run or a result", field("package", "baz"), ["empty"]],
  ["check of a result", field("check", "rpmlint"), ["lint"]],
  ["conditions meet in one result", and(field("outcome", "FAILED"), field("arch", "noarch")), []],
  ["outcome", field("outcome", "FAILED"), ["lint"]],
  ["negation", not(field("check", "rpmlint")), ["empty", "deps"]],
  ["has finished", has("finished"), ["deps"]],
  ["state", field("state", "running"), ["empty", "lint"]],
  ["started", field("started", "2024-02-01"), ["deps"]],
  ["not started", not(has("started")), ["empty"]],
  ["text in a result", word("undefined"), ["lint"]],
  ["text in the task", word("other"), ["empty"]],
];

export const queryCases: Cases = {
  "queries find the results that they describe": async ({ store }) => {
    await fill(store);
    for (const [name, query, expected] of RESULTS)
      assert.deepEqual(await foundResults(store, query, NAMES), expected, name);
  },

  "queries find the runs that they describe": async ({ store }) => {
    await fill(store);
    for (const [name, query, expected] of RUNS)
      assert.deepEqual(await foundRuns(store, query, NAMES), expected, name);
  },

  "counts are those of the results that a query finds": async ({ store }) => {
    await fill(store);
    for (const [name, query, expected] of RESULTS) {
      const [row] = await store.count(select(query), [], false);
      assert.equal(row?.counts.n ?? 0, expected.length, name);
    }
  },

  "values that are no number or time find nothing": async ({ store }) => {
    await fill(store);
    const queries = [field("duration", "soon"), field("started", "someday"), field("line", range("a", "b"))];
    for (const query of queries) assert.deepEqual(await foundResults(store, query, NAMES), []);
  },

  "broken regexes and hostile values find nothing and harm nothing": async ({ store }) => {
    await fill(store);
    const values = ["'", '"; DROP TABLE result; --', "%", "_", "\0", "*", "😀", "a".repeat(10_000)];
    for (const value of values)
      for (const query of [
        field("check", value),
        field("data.score", value),
        field(`data.${value}`, "1"),
        phrase(`x${value}`),
        has(`data.${value}`),
      ])
        assert.deepEqual(await foundResults(store, query, NAMES), [], JSON.stringify(value));
    const broken = { kind: "regex", source: "(", ignoreCase: false } as const;
    assert.deepEqual(await foundResults(store, field("check", broken), NAMES), []);
    assert.equal((await foundResults(store, ALL, NAMES)).length, 5);
  },

  "queries of thousands of parts are answered": async ({ store }) => {
    await fill(store);
    const many = Array.from({ length: 3000 }, (_, at) => field("package", `p${at}`));
    assert.deepEqual(await foundResults(store, or(...many, field("package", "bar")), NAMES), [D1]);
    assert.deepEqual(await foundResults(store, not(or(...many)), NAMES), [D1, L4, L3, L2, L1]);
  },
};
