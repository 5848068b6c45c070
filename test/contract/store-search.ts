import assert from "node:assert/strict";
import type { Hit, Scope } from "../../model/hit.ts";
import type { Query } from "../../model/query/ast.ts";
import type { Store } from "../../store/store.ts";
import type { Cases } from "./store.contract.ts";
import {
  ALL,
  and,
  bytes,
  field,
  has,
  NOON,
  not,
  or,
  phrase,
  range,
  resultInput,
  runInput,
  select,
  uuid,
  word,
} from "./store-build.ts";

const time = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

/** Runs `old`, `new` and `none`, a minute apart; the first two have results and logs, `none` only a log. */
const fill = async (store: Store): Promise<void> => {
  const append = (name: string, log: string, text: string) =>
    store.appendLog({ run: uuid(name), log, offset: 0 }, bytes(text));
  await store.putRun(runInput("old", { started: time(0), created: time(30) }));
  await store.putRun(
    runInput("new", { started: time(1), item: "bar-2-1.el9", task: "build", generated: true }),
  );
  await store.putRun(runInput("none", { created: time(2), item: "baz-1-1", task: "idle" }));
  await store.putResults(uuid("old"), [
    resultInput(2, { note: "needle in the note", submit_time: time(99) }),
    resultInput(1, {
      outcome: "FAILED",
      findings: [
        { severity: "error", tag: "t1", message: "a needle found", subject: null, line: null },
        { severity: "info", tag: "needle", message: "b", subject: null, line: null },
      ],
    }),
  ]);
  await store.putResults(uuid("new"), [resultInput(1, { item: "bar-2-1.el9", check: "needle" })]);
  await append("old", "output.log", "first\nneedle one\n\x1b[31mnee\x1b[0mdle two\nNEEDLE three\n");
  await append("new", "b.log", "needle b\n");
  await append("new", "a.log", "x\nneedle a");
  await append("none", "output.log", "haystack\n");
};

const hits = async (store: Store, query: Query, scope: Scope = "all"): Promise<Hit[]> => {
  const found: Hit[] = [];
  for await (const hit of store.search(select(query), { scope, signal: new AbortController().signal }))
    found.push(hit);
  return found;
};

const names = new Map(["old", "new", "none"].map((name) => [uuid(name), name]));

const brief = async (store: Store, query: Query, scope: Scope = "all"): Promise<string[]> =>
  (await hits(store, query, scope)).map(({ kind, run, position, log, line }) =>
    [names.get(run), kind, ...(kind === "log" ? [log, line] : [position])].join(" "),
  );

export const searchCases: Cases = {
  "hits come newest run first, results and findings before lines": async ({ store }) => {
    await fill(store);
    const everything = [
      "new result 1",
      "new log a.log 2",
      "new log b.log 1",
      "old finding 1",
      "old finding 1",
      "old result 2",
      "old log output.log 2",
      "old log output.log 3",
      "old log output.log 4",
    ];
    assert.deepEqual(await brief(store, word("needle")), everything);
    for (const [scope, kind] of [
      ["log", "log"],
      ["findings", "finding"],
    ] as const)
      assert.deepEqual(
        await brief(store, word("needle"), scope),
        everything.filter((hit) => hit.includes(` ${kind} `)),
      );
  },

  "a search of results finds what a list of results finds": async ({ store }) => {
    await fill(store);
    assert.deepEqual(await brief(store, word("needle"), "results"), [
      "new result 1",
      "old result 1",
      "old result 2",
    ]);
  },

  "a hit tells where it is and of what": async ({ store }) => {
    await fill(store);
    const [result] = await hits(store, phrase("needle in the"));
    assert.deepEqual(result, {
      kind: "result",
      run: uuid("old"),
      position: 2,
      log: null,
      line: null,
      text: "needle in the note",
      highlights: [[0, 13]],
      package: "foo",
      item: "foo-1.2-3.fc41",
      check: "rpmlint",
      arch: "x86_64",
      outcome: "PASSED",
      started: time(0),
      generated: false,
    });
    const [line] = await hits(store, phrase("needle a"), "log");
    assert.deepEqual(line, {
      kind: "log",
      run: uuid("new"),
      position: null,
      log: "a.log",
      line: 2,
      text: "needle a",
      highlights: [[0, 8]],
      package: "bar",
      item: "bar-2-1.el9",
      check: "build",
      arch: "x86_64",
      outcome: null,
      started: time(1),
      generated: true,
    });
  },

  "lines are searched without their ANSI sequences": async ({ store }) => {
    await fill(store);
    const [hit] = await hits(store, phrase("needle two"), "log");
    assert.deepEqual([hit?.text, hit?.highlights], ["needle two", [[0, 10]]]);
  },

  "fields must be true of the run of a line": async ({ store }) => {
    await fill(store);
    const expected: readonly (readonly [Query, readonly string[]])[] = [
      [and(word("needle"), field("package", "bar")), ["new log a.log 2", "new log b.log 1"]],
      [and(word("needle"), field("outcome", "FAILED"), word("three")), ["old log output.log 4"]],
      [and(word("needle"), field("outcome", "FAILED"), field("task", "build")), []],
      [
        and(word("needle"), not(field("package", "foo")), not(has("scenario"))),
        ["new log a.log 2", "new log b.log 1"],
      ],
      [
        or(and(word("needle"), field("package", "bar")), phrase("haystack")),
        ["none log output.log 1", "new log a.log 2", "new log b.log 1"],
      ],
      [and(word("needle"), field("log", "b.log")), ["new log b.log 1"]],
      [
        and(word("needle"), field("line", range("3", null))),
        ["old log output.log 3", "old log output.log 4"],
      ],
      [
        and(word("needle"), not(field("line", "2")), field("package", "foo"), not(word("two"))),
        ["old log output.log 4"],
      ],
      [and(field("run", uuid("none")), ALL), ["none log output.log 1"]],
      [{ kind: "none" }, []],
    ];
    for (const [query, found] of expected)
      assert.deepEqual(await brief(store, query, "log"), found, JSON.stringify(query));
  },

  "a query without text finds results alone, unless lines or findings are asked for": async ({ store }) => {
    await fill(store);
    assert.deepEqual(await brief(store, field("package", "foo")), ["old result 1", "old result 2"]);
    assert.deepEqual(await brief(store, field("severity", "info")), ["old result 1", "old finding 1"]);
    assert.equal((await brief(store, field("package", "foo"), "findings")).length, 2);
  },

  "a search ends when its signal aborts and when its reader stops": async ({ store }) => {
    await fill(store);
    const aborted = AbortSignal.abort();
    for await (const hit of store.search(select(ALL), { scope: "log", signal: aborted }))
      assert.fail(hit.text);
    for await (const hit of store.search(select(word("needle")), {
      scope: "all",
      signal: new AbortController().signal,
    })) {
      assert.equal(hit.kind, "result");
      break;
    }
    await store.putRun(runInput("after"));
  },

  "the window of a search is that of the runs' start": async ({ store }) => {
    await fill(store);
    const window = { from: time(0), to: time(1) };
    const found: string[] = [];
    for await (const hit of store.search(select(word("needle"), window), {
      scope: "all",
      signal: new AbortController().signal,
    }))
      found.push(hit.run);
    assert.deepEqual([found.length, new Set(found)], [6, new Set([uuid("old")])]);
  },

  "hits of one log are all there, ascending": async ({ store }) => {
    const text = Array.from({ length: 3000 }, (_, at) => (at % 100 === 0 ? `needle ${at}` : "hay")).join(
      "\n",
    );
    await store.putRun(runInput("long"));
    await store.appendLog({ run: uuid("long"), log: "output.log", offset: 0 }, bytes(text));
    const lines: number[] = [];
    const { parsed } = select(and(word("needle"), field("package", "foo")));
    for await (const hit of store.findInLog(
      uuid("long"),
      "output.log",
      parsed,
      new AbortController().signal,
    )) {
      assert.deepEqual(hit.highlights, [[0, 6]]);
      lines.push(hit.line);
    }
    assert.deepEqual(
      lines,
      Array.from({ length: 30 }, (_, at) => at * 100 + 1),
    );
    const missing = store.findInLog(uuid("long"), "no.log", parsed, new AbortController().signal);
    await assert.rejects(missing[Symbol.asyncIterator]().next(), { code: "not-found" });
  },

  "texts that lie near each other are found by each of their lines": async ({ store }) => {
    const lines = Array.from({ length: 1200 }, () => "hay");
    for (const [at, line] of Object.entries({
      10: "alpha",
      12: "beta",
      511: "alpha",
      513: "beta",
      700: "alpha",
      704: "beta",
    }))
      lines[Number(at)] = line;
    await store.putRun(runInput("near"));
    await store.appendLog({ run: uuid("near"), log: "output.log", offset: 0 }, bytes(lines.join("\n")));
    const selection = select(and(word("alpha"), word("beta"), field("package", "foo")));
    const near = { ...selection, parsed: { ...selection.parsed, near: 2 } };
    const signal = new AbortController().signal;
    const found: (number | null)[] = [];
    for await (const hit of store.search(near, { scope: "log", signal })) found.push(hit.line);
    assert.deepEqual(found, [11, 13, 512, 514]);
    const inLog: number[] = [];
    for await (const hit of store.findInLog(uuid("near"), "output.log", near.parsed, signal))
      inLog.push(hit.line);
    assert.deepEqual(inLog, found);
  },

  "a search sees bytes that have just arrived": async ({ store }) => {
    await fill(store);
    await store.appendLog({ run: uuid("none"), log: "output.log", offset: 9 }, bytes("no line end: needle"));
    assert.deepEqual((await brief(store, word("needle"), "log"))[0], "none log output.log 2");
  },
};
