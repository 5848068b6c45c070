import assert from "node:assert/strict";
import { test } from "node:test";
import { simplify } from "../../../model/query/simplify.ts";
import { lineQuery, runParts } from "../../../store/query/truths.ts";
import { and, field, has, is, not, or, word } from "../../contract/store-build.ts";

const foo = field("package", "foo");
const failed = is("failed");

test("run parts are those that no line decides, in order", () => {
  const query = and(word("x"), or(foo, field("line", "3")), not(and(failed, has("log"), { kind: "all" })));
  assert.deepEqual(runParts(query), [foo, failed]);
});

test("what is left for lines is a choice of the ways in which the run meets the rest", () => {
  const query = or(and(word("x"), foo), and(word("y"), not(failed)));
  assert.deepEqual(lineQuery(query, ["11"]), word("x"));
  assert.deepEqual(lineQuery(query, ["00"]), word("y"));
  assert.deepEqual(lineQuery(query, ["10", "11"]), simplify(or(word("x"), word("y"))));
  assert.deepEqual(lineQuery(query, ["01"]), { kind: "none" });
  assert.deepEqual(lineQuery(query, []), { kind: "none" });
});
