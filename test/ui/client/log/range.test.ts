import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRange, printRange } from "../../../../ui/client/log/range.ts";

test("fragments name a line or a stretch of lines, in either direction", () => {
  assert.deepEqual(parseRange("#L10"), { first: 10, last: 10 });
  assert.deepEqual(parseRange("#L20-L10"), { first: 10, last: 20 });
  assert.equal(printRange({ first: 10, last: 20 }), "#L10-L20");
});

test("other fragments mark nothing", () => {
  for (const hash of ["", "#main", "#L0", "#L", "#L5-", "#L1-L2-L3"])
    assert.equal(parseRange(hash), null, hash);
});
