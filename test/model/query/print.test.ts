import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseQuery, understood } from "../../../model/query/parse.ts";
import { printQuery } from "../../../model/query/print.ts";
import { keyOf } from "../../../model/query/simplify.ts";
import { queryText } from "./arbitrary.ts";

test("what is printed parses to an equal query, and prints the same again", () => {
  fc.assert(
    fc.property(queryText, (text) => {
      const parsed = parseQuery(text);
      const printed = printQuery(parsed);
      const again = parseQuery(printed);
      assert.equal(keyOf(again.query), keyOf(parsed.query));
      assert.deepEqual([again.scope, again.near, again.runs], [parsed.scope, parsed.near, parsed.runs]);
      assert.equal(printQuery(again), printed);
    }),
    { numRuns: 2000 },
  );
});

test("quotes and backslashes in a value are written so that they come back", () => {
  for (const value of ['a"b', "a\\", "\\", 'a\\"b', "a\\\\b", "C:\\new"]) {
    const query = {
      kind: "field",
      field: "item",
      test: { kind: "equals", value },
      span: { start: 0, end: 0 },
    } as const;
    const printed = printQuery({ query, scope: null, near: 0, runs: null, pills: [], warnings: [] });
    assert.equal(keyOf(parseQuery(printed).query), keyOf(query));
  }
});

test("an answer says the plain form, the pills and the scope", () => {
  const { text, pills, scope } = understood(parseQuery(" x   in:log"));
  assert.deepEqual([text, pills.length, scope], ["x in:log", 2, "log"]);
});
