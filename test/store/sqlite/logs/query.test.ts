import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Query, TextQuery } from "../../../../model/query/ast.ts";
import { compileText } from "../../../../store/log/match/compile.ts";
import { planTrigrams } from "../../../../store/log/plan.ts";
import { logBytes } from "../../log/arbitrary.ts";
import { naiveLines } from "../../log/naive.ts";
import { MAIN, openLogs, put } from "./open-logs.ts";

const text = fc.oneof(
  fc.constantFrom("error", "ERROR", "warning", "foo", "to", "Übung", "übung", "x").map((word): TextQuery => ({ kind: "word", word })),
  fc.constantFrom("undefined reference", "ror: W", "漢字", "é", "\0").map((phrase): TextQuery => ({ kind: "phrase", phrase })),
  fc.constantFrom("err*", "*ning", "unde?ined", "*").map((pattern): TextQuery => ({ kind: "glob", pattern })),
  fc
    .tuple(fc.constantFrom("undef.*foo", "error|warning", "^error: ", "Warning$", "[[:alpha:]]rror", "é+", "fo{2}'"), fc.boolean())
    .map(([source, ignoreCase]): TextQuery => ({ kind: "regex", source, ignoreCase })),
); // prettier-ignore

const query = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 2 },
    {
      weight: 3,
      arbitrary: text.map((each): Query => ({ kind: "text", text: each, span: { start: 0, end: 0 } })),
    },
    tie("query").map((part): Query => ({ kind: "not", part })),
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("query"), { minLength: 1, maxLength: 3 }))
      .map(([kind, parts]): Query => ({ kind, parts })),
  ),
})).query;

test("a query finds by its plan and matcher what the matcher finds in every line", () => {
  const logs = fc.array(fc.tuple(logBytes, fc.nat({ max: 40 })), { maxLength: 8 });
  fc.assert(
    fc.property(logs, fc.array(query, { minLength: 4, maxLength: 4 }), (parts, queries) => {
      const open = openLogs(3);
      const wholes = parts.map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)));
      wholes.forEach((bytes, at) => put(open, at + 1, bytes));
      for (const each of queries) {
        const matcher = compileText(each);
        const found = [...open.logs.propose(planTrigrams(each), null)]
          .sort(([a], [b]) => a - b)
          .flatMap(([run, refs]) =>
            [...open.logs.findInRun(refs, matcher)].flat().map((line) => ({ run, ...line })),
          );
        const expected = wholes.flatMap((bytes, at) =>
          naiveLines(bytes).flatMap((line, index) =>
            matcher.test(line)
              ? [
                  {
                    run: at + 1,
                    log: MAIN,
                    line: index + 1,
                    text: line,
                    highlights: matcher.highlights(line),
                  },
                ]
              : [],
          ),
        );
        assert.deepEqual(found, expected);
      }
    }),
    { numRuns: 60 },
  );
});
