import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Query } from "../../../../model/query/ast.ts";
import { parseQuery } from "../../../../model/query/parse.ts";
import { compileText } from "../../../../store/log/match/compile.ts";
import { searchText } from "../../../../store/log/text.ts";
import { DATA, needsData } from "../../../support/needs.ts";
import { queryText } from "../../../model/query/arbitrary.ts";

/** Conditions on fields hold for no line here: a pasted line must be found whatever its run is. */
const findsItself = (line: string): boolean => compileText(parseQuery(line).query).test(line);

const SAMPLES = [
  "foo.c:12:5: error: expected ';'",
  "[  1.2] x -> y",
  "(cd foo && make)",
  "make[2]: *** [Makefile:2214: gdb] Error 1",
  '"unbalanced',
  "a OR",
  "-lfoo",
  "error: -O2",
  "http://x/y",
  "/usr/bin/ld: cannot find -lz",
  "name: value",
  "gcc -DFOO=\"bar baz\" -I/usr/include -o 'x y' -- *.c",
  'say "a \\"quoted\\" word" twice',
  'in("C:\\\\temp\\\\") x',
  "KeeperException: type:create path:/a outcome:no",
  "a /b+c/ d",
  "what? a*b **",
  "((( a ) b",
  "seq(pass fail): ran -v",
  "is:new has:bug failed -x: y",
  "\u212aelvin \u017f \u0130stanbul -x",
  "NUL \0 and \ufffd -v",
]; // prettier-ignore

for (const line of SAMPLES)
  test(`\`${line}\` finds itself`, () => {
    assert.ok(findsItself(line));
  });

const isOfFields = (query: Query): boolean => {
  if (query.kind === "not") return isOfFields(query.part);
  if (query.kind === "and" || query.kind === "or") return query.parts.some(isOfFields);
  return query.kind !== "text" && query.kind !== "all";
};

test("any line with a word that reads as no condition on fields finds itself", () => {
  fc.assert(
    fc.property(queryText, (text) => {
      const line = `x ${text.replace(/[\n\x1b]/g, " ").toWellFormed()}`;
      fc.pre(!isOfFields(parseQuery(line).query));
      assert.ok(findsItself(line));
    }),
    { numRuns: 2000 },
  );
});

const LINES_PER_FILE = 60;

test("lines of real logs find themselves", needsData("build-logs"), () => {
  const files = globSync(["build-logs/*/*.log", "loghub/*.log"], { cwd: DATA });
  assert.ok(files.length > 8, "no logs seen");
  const logs = files.map((file) =>
    searchText(readFileSync(join(DATA, file)))
      .split("\n")
      .filter((line) => line.trim() !== ""),
  );
  fc.assert(
    fc.property(fc.constantFrom(...logs), fc.infiniteStream(fc.nat()), (lines, places) => {
      for (const at of places.take(LINES_PER_FILE)) {
        const line = lines[at % lines.length] ?? "";
        assert.ok(findsItself(line), line);
      }
    }),
    { numRuns: 20 },
  );
});
