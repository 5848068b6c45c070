import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseQuery } from "../../model/query/parse.ts";
import { terms, toggled } from "../../ui/query.ts";

test("a value with anything in it becomes one condition that asks for exactly it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), (value) => {
      const { query } = parseQuery(terms({ item: value }));
      assert.equal(query.kind, "field", `${terms({ item: value })} is ${JSON.stringify(query)}`);
      if (query.kind === "field") assert.deepEqual(query.test, { kind: "equals", value });
    }),
  );
});

test("a facet's term goes in and out of the query, and touches nothing else", () => {
  const q = '"undefined reference" package:gdb';
  const added = toggled(q, "outcome:FAILED");
  assert.equal(added, '"undefined reference" package:gdb outcome:FAILED');
  assert.equal(toggled(added, "outcome:FAILED"), q);
  assert.equal(toggled("package:gdb-headless", "package:gdb"), "package:gdb-headless package:gdb");
});
