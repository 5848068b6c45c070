import assert from "node:assert/strict";
import { test } from "node:test";
import type { Query } from "../../../model/query/ast.ts";
import { unsupported } from "../../../model/query/unsupported.ts";

const span = { start: 3, end: 9 };

test("conditions that nothing can meet yet are told where they stand", () => {
  const query: Query = {
    kind: "and",
    parts: [
      { kind: "not", part: { kind: "is", flag: "flaky", span } },
      { kind: "or", parts: [{ kind: "has", field: "owner", span: { start: 10, end: 12 } }] },
      { kind: "series", test: { kind: "seq", outcomes: ["pass", "fail"] }, span: { start: 20, end: 30 } },
    ],
  };
  assert.deepEqual(
    unsupported(query).map(({ start, end }) => [start, end]),
    [
      [3, 9],
      [10, 12],
      [20, 30],
    ],
  );
});

test("conditions that are answered give no warning", () => {
  const test = { kind: "equals", value: "x" } as const;
  for (const query of [
    { kind: "all" },
    { kind: "is", flag: "new", span },
    { kind: "field", field: "package", test, span },
    { kind: "field", field: "data.owner", test, span },
    { kind: "text", text: { kind: "word", word: "owner" }, span },
  ] satisfies Query[])
    assert.deepEqual(unsupported(query), []);
});
