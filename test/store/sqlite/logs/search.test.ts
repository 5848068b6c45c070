import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import fc from "fast-check";
import { trigramsOf } from "../../../../store/log/trigrams.ts";
import type { LineMatcher } from "../../../../store/log/find.ts";
import { Logs } from "../../../../store/sqlite/logs/logs.ts";
import type { Plan } from "../../../../store/log/plan.ts";
import { DATA, needsData } from "../../../support/needs.ts";
import { logBytes } from "../../log/arbitrary.ts";
import { naiveLines } from "../../log/naive.ts";
import type { Opened } from "./open-logs.ts";
import { logFile, MAIN, openLogs, put } from "./open-logs.ts";

interface Query {
  readonly plan: Plan;
  readonly matcher: LineMatcher;
}

const holding = (test: (line: string) => boolean): LineMatcher => ({ test, highlights: () => [] });

const phrase = (text: string): Query => ({
  plan: { kind: "all-of", trigrams: trigramsOf(Buffer.from(text)) },
  matcher: holding((line) => line.includes(text)),
});

const joined = (kind: "and" | "or", parts: readonly Query[]): Query => ({
  plan: { kind, parts: parts.map(({ plan }) => plan) },
  matcher: holding((line) =>
    kind === "and"
      ? parts.every((part) => part.matcher.test(line))
      : parts.some((part) => part.matcher.test(line)),
  ),
});

const everything: Query = { plan: { kind: "any" }, matcher: holding((line) => line.includes("x")) };

/** `run:log:line`, runs and logs in ascending order. */
const search = (
  { logs }: Opened,
  { plan, matcher }: Query,
  runs: ReadonlySet<number> | null = null,
): string[] =>
  [...logs.propose(plan, runs)]
    .sort(([a], [b]) => a - b)
    .flatMap(([run, refs]) =>
      [...logs.findInRun(refs, matcher)].flat().map(({ log, line, text }) => `${run}:${log}:${line}:${text}`),
    );

const naive = (logs: readonly Uint8Array[], { matcher }: Query): string[] =>
  logs.flatMap((bytes, run) =>
    naiveLines(bytes).flatMap((text, line) =>
      matcher.test(text) ? [`${run + 1}:${MAIN}:${line + 1}:${text}`] : [],
    ),
  );

const query = fc.letrec<{ query: Query; text: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: tie("text") },
    fc.constant(everything),
    fc
      .tuple(
        fc.constantFrom("and" as const, "or" as const),
        fc.array(tie("query"), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, parts]) => joined(kind, parts)),
  ),
  text: fc
    .constantFrom(
      "error: ",
      "undefined reference to `foo'",
      "Warning",
      "ror: W",
      "漢字",
      "Übung",
      "é",
      "\0",
      "fooé",
      "no such text",
    )
    .map(phrase),
})).query;

test("search answers what a scan of every line answers, whatever is indexed, waiting or unfinished", () => {
  const log = fc.tuple(logBytes, fc.nat({ max: 60 }), fc.boolean());
  fc.assert(
    fc.property(
      fc.array(log, { maxLength: 14 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(query, { minLength: 3, maxLength: 3 }),
      (parts, segmentBlocks, queries) => {
        const open = openLogs(segmentBlocks);
        const logs = parts.map(([bytes, times, closed], at) => {
          const whole = Buffer.concat(Array.from({ length: times }, () => bytes));
          if (closed) put(open, at + 1, whole);
          else open.logs.append({ runKey: at + 1, name: MAIN, offset: 0 }, whole);
          return whole;
        });
        for (const each of queries) assert.deepEqual(search(open, each), naive(logs, each));
      },
    ),
    { numRuns: 80 },
  );
});

const numbered = (from: number, to: number): Buffer =>
  Buffer.from(
    Array.from({ length: to - from }, (_, at) => `this is line number ${from + at} of all\n`).join(""),
  );

test("the index proposes a block just when it has all the trigrams", () => {
  const open = openLogs(8);
  for (let run = 1; run <= 20; run++) put(open, run, numbered(run * 1000, run * 1000 + 100));
  assert.deepEqual([...open.logs.propose(phrase("number 7042").plan, null).keys()], [7]);
  assert.deepEqual([...open.logs.propose(phrase("number 19099 of").plan, null).keys()], [19]);
  assert.deepEqual([...open.logs.propose(phrase("absent").plan, null).keys()], []);
  assert.equal(open.logs.propose(null, null).size, 20);
});

test("only the runs that are asked for are proposed", () => {
  const open = openLogs(4);
  for (let run = 1; run <= 10; run++) put(open, run, numbered(0, 10));
  open.logs.append({ runKey: 11, name: MAIN, offset: 0 }, numbered(0, 10));
  assert.deepEqual([...open.logs.propose(null, new Set([2, 9, 11, 99])).keys()], [2, 9, 11]);
});

test("each run alone is proposed, wherever it stands in a segment", () => {
  const open = openLogs(4);
  for (let run = 1; run <= 10; run++) put(open, run, numbered(0, 10));
  for (let run = 1; run <= 10; run++)
    assert.deepEqual([...open.logs.propose(null, new Set([run])).keys()], [run]);
});

test("a run's lines come by name of the log, then by number", () => {
  const open = openLogs(4);
  for (const name of ["z.log", "a.log"])
    for (let at = 0, part = 0; part < 3; part++)
      at = open.logs.append({ runKey: 1, name, offset: at }, numbered(part * 2000, part * 2000 + 2000));
  const lines = search(open, phrase("999 of all")).map((line) => line.split(":").slice(1, 3).join(":"));
  const numbers = Array.from({ length: 6 }, (_, at) => (at + 1) * 1000);
  assert.deepEqual(
    lines,
    ["a.log", "z.log"].flatMap((name) => numbers.map((line) => `${name}:${line}`)),
  );
});

test("a line in several pieces is told once", () => {
  const open = openLogs();
  put(open, 1, Buffer.from(`first\n${"needle in hay ".repeat(20_000)}\nneedle in hay\n`));
  const lines = search(open, phrase("needle in hay")).map((line) => line.split(":")[2]);
  assert.deepEqual(lines, ["2", "3"]);
});

test("another process sees what is committed, and goes on from it", (t) => {
  const file = logFile(t);
  const [one, other] = [new DatabaseSync(file), new DatabaseSync(file)];
  t.after(() => [one, other].forEach((db) => db.close()));
  const [writer, reader] = [one, other].map((db) => ({ db, logs: new Logs(db, { segmentBlocks: 4 }) }));
  for (let run = 1; run <= 9; run++) {
    put(run % 3 === 0 ? reader! : writer!, run, numbered(run * 100, run * 100 + 50));
    for (const side of [writer!, reader!]) {
      assert.deepEqual(search(side, phrase(`number ${run * 100 + 7} `)).length, 1);
      assert.equal(search(side, phrase("this is line")).length, run * 50);
    }
  }
});

test("a part that was proposed is found even if its log was closed meanwhile, and not if it was removed", () => {
  const open = openLogs();
  for (const runKey of [1, 2]) open.logs.append({ runKey, name: MAIN, offset: 0 }, numbered(0, 10));
  const refs = open.logs.propose(null, null);
  open.logs.close(1);
  open.logs.remove(2);
  const count = (run: number) =>
    [
      ...open.logs.findInRun(
        refs.get(run) ?? [],
        holding(() => true),
      ),
    ].flat().length;
  assert.deepEqual([count(1), count(2)], [10, 0]);
});

test("a removed run is gone from tables and answers, others stay", () => {
  const open = openLogs(4);
  for (let run = 1; run <= 10; run++) put(open, run, numbered(run * 100, run * 100 + 50));
  for (const run of [2, 10, 9]) open.logs.remove(run);
  put(open, 11, numbered(900, 950));
  assert.deepEqual(
    [...open.logs.propose(phrase("this is line").plan, null).keys()],
    [1, 3, 4, 5, 6, 7, 8, 11],
  );
  assert.deepEqual([...open.logs.propose(phrase("number 907 ").plan, null).keys()], [11]);
  assert.deepEqual([...new Logs(open.db).propose(null, null).keys()], [1, 3, 4, 5, 6, 7, 8, 11]);
  assert.deepEqual(open.logs.list(2), []);
});

test("blocks of a write that was rolled back are not proposed", () => {
  const open = openLogs(4);
  put(open, 1, numbered(0, 10));
  open.db.exec("BEGIN");
  for (let run = 2; run <= 6; run++) put(open, run, numbered(0, 10));
  assert.equal(open.logs.propose(null, null).size, 6);
  open.db.exec("ROLLBACK");
  open.logs.forget();
  assert.equal(open.logs.propose(null, null).size, 1);
  for (let run = 7; run <= 12; run++) put(open, run, numbered(run * 100, run * 100 + 10));
  assert.deepEqual([...open.logs.propose(phrase("number 1205 ").plan, null).keys()], [12]);
});

test("real logs answer as a scan does", needsData("loghub", "Hadoop_2k.log"), () => {
  const open = openLogs(8);
  const logs = ["Hadoop", "OpenSSH", "HDFS", "Linux", "Zookeeper", "Apache", "HPC"].map((name) =>
    readFileSync(join(DATA, "loghub", `${name}_2k.log`)),
  );
  logs.forEach((bytes, at) => put(open, at + 1, bytes));
  for (const text of [
    "authentication failure",
    "blk_38865049064139660",
    "ERROR",
    "NoRouteToHost",
    "e",
    "mod_jk child",
  ])
    assert.deepEqual(search(open, phrase(text)), naive(logs, phrase(text)));
});
