import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Query } from "../../../model/query/ast.ts";
import { judge } from "../../../store/query/judge.ts";
import type { Row, Rows } from "../../../store/query/rows.ts";
import { ofRunsAlone, ofSearchedRuns, withoutScan, withoutText } from "../../../store/query/tree.ts";
import { query } from "../../contract/differential/queries.ts";
import { world } from "../../contract/differential/records.ts";
import { rowsOf } from "../../contract/differential/rows.ts";
import { NOW } from "../../contract/differential/words.ts";
import { field, not, word } from "../../contract/store-build.ts";

const rows: readonly Row[] = fc.sample(world(20), { seed: 1, numRuns: 1 }).flatMap(rowsOf);

/** The row as each of its findings is asked. */
const asFindings = (row: Row): Row[] => row.findings.map((finding) => ({ ...row, finding }));

const holdsFor = (kind: Rows, asked: Query): ReadonlySet<Row> => {
  const holds = judge(kind, asked, NOW);
  const isAsked = ({ result }: Row): boolean => kind === "runs" || result !== null;
  return new Set(
    rows.filter(isAsked).filter((row) => (kind === "findings" ? asFindings(row).some(holds) : holds(row))),
  );
};

test("a query with parts left open holds for every row that the whole one holds for", () => {
  fc.assert(
    fc.property(
      query,
      fc.constantFrom<Rows>("results", "bare results", "findings", "runs"),
      (asked, kind) => {
        const found = holdsFor(kind, asked);
        for (const open of [withoutScan, withoutText, ofRunsAlone]) {
          const left = holdsFor(kind, open(asked));
          for (const row of found) assert.ok(left.has(row), open.name);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a run with a hit is never ruled out, whether the hit is a result, a finding or a line", () => {
  fc.assert(
    fc.property(query, (asked) => {
      const likely = new Set(Array.from(holdsFor("runs", ofSearchedRuns(asked)), ({ run }) => run.run));
      for (const kind of ["results", "bare results", "findings"] as const)
        for (const { run } of holdsFor(kind, asked)) assert.ok(likely.has(run.run), kind);
      for (const { run } of holdsFor("runs", ofRunsAlone(asked))) assert.ok(likely.has(run.run), "line");
    }),
    { numRuns: 300 },
  );
});

test("what a result may decide otherwise than its run is left open only where it is negated", () => {
  const foo = field("package", "foo");
  assert.deepEqual(ofSearchedRuns(foo), foo);
  assert.deepEqual(ofSearchedRuns(not(foo)), not({ kind: "none" }));
  assert.deepEqual(ofSearchedRuns(not(field("task", "build"))), not(field("task", "build")));
  assert.deepEqual(ofSearchedRuns(not(word("x"))), not({ kind: "none" }));
});
