import assert from "node:assert/strict";
import { test } from "node:test";
import { Debts } from "../../../api/auth/debts.ts";
import { LIMITS } from "../../../model/limits.ts";

test("what is sent beyond a burst has to be waited for, and is paid off by time", () => {
  const debts = new Debts(10);
  assert.equal(debts.wait("a", 0, 1000), 0);
  debts.add("a", 10_000, 0);
  assert.equal(debts.wait("a", 0, 1000), 0);
  debts.add("a", 5_000, 0);
  assert.equal(debts.wait("a", 0, 1000), 500);
  assert.equal(debts.wait("a", 400, 1000), 100);
  assert.equal(debts.wait("a", 500, 1000), 0);
  assert.equal(debts.wait("b", 0, 1000), 0);
  debts.add("a", 15_000, 10_000);
  assert.equal(debts.wait("a", 10_000, 1000), 500);
});

test("callers who have paid are forgotten when there are many, others are not", () => {
  const debts = new Debts(1);
  debts.add("large", 1_000_000, 0);
  for (let at = 0; at < 2 * LIMITS.callers; at++) debts.add(`small ${at}`, 1, at);
  assert.ok(debts.wait("large", 2 * LIMITS.callers, 0) > 0);
  assert.ok(debts.size <= LIMITS.callers + 1, `${debts.size}`);
});
