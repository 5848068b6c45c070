import assert from "node:assert/strict";
import { test } from "node:test";
import { Database } from "../../../store/sqlite/database.ts";
import { allOf, anyOf, FALSE, joinTexts, listOf, sql, TRUE } from "../../../store/sqlite/sql.ts";

test("values become parameters and pieces become text, in order", () => {
  const inner = sql`b = ${2}`;
  assert.deepEqual(sql`SELECT a WHERE a = ${"x"} AND ${inner} OR c = ${null}`, {
    text: "SELECT a WHERE a = ? AND b = ? OR c = ?",
    params: ["x", 2, null],
  });
});

test("one template with other pieces gives another text", () => {
  const where = (piece: ReturnType<typeof sql>) => sql`WHERE ${piece}`;
  assert.equal(where(sql`a = ${1}`).text, "WHERE a = ?");
  assert.equal(where(sql`b = ${1}`).text, "WHERE b = ?");
  assert.deepEqual(where(sql`a = ${2}`), { text: "WHERE a = ?", params: [2] });
});

test("no conditions are all met, and none of none is", () => {
  assert.equal(allOf([]), TRUE);
  assert.equal(anyOf([]), FALSE);
});

test("thousands of conditions and texts are within SQLite's depth", () => {
  const db = new Database(":memory:");
  const many = Array.from({ length: 5000 }, (_, at) => sql`${at} = 4999`);
  const { text, params } = sql`SELECT ${anyOf(many)} AS some, ${allOf(many)} AS every`;
  assert.deepEqual({ ...db.raw.prepare(text).get(...params) }, { some: 1, every: 0 });
  const texts = Array.from({ length: 3000 }, (_, at) => sql`(${at} = 1)`);
  const row = db.get<{ text: string }>(sql`SELECT ${joinTexts(texts)} AS text`);
  assert.equal(row?.text, `01${"0".repeat(2998)}`);
});

test("a list of values is a list of parameters", () => {
  assert.deepEqual(listOf([1, "a"]), { text: "?, ?", params: [1, "a"] });
});
