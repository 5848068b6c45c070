import assert from "node:assert/strict";
import { test } from "node:test";
import type { Query } from "../../../model/query/ast.ts";
import { parseQuery } from "../../../model/query/parse.ts";
import { printQuery } from "../../../model/query/print.ts";
import { fieldsOnly, hasText, simplify } from "../../../model/query/simplify.ts";

const print = (query: Query): string =>
  printQuery({ query, scope: null, near: 0, runs: null, pills: [], warnings: [] });

const all: Query = { kind: "all" };
const none: Query = { kind: "none" };
const [a = all, b = all] = ["arch:src", "check:b"].map((text) => parseQuery(text).query);
const and = (...parts: Query[]): Query => ({ kind: "and", parts });
const or = (...parts: Query[]): Query => ({ kind: "or", parts });
const not = (part: Query): Query => ({ kind: "not", part });

test("what adds nothing goes, and what decides remains alone", () => {
  const cases: readonly (readonly [Query, Query])[] = [
    [and(), all],
    [or(), none],
    [and(a, all), a],
    [and(a, none), none],
    [or(a, none), a],
    [or(a, all), all],
    [and(a, and(b, a)), and(a, b)],
    [or(or(a), or(b, or(a))), or(a, b)],
    [not(not(a)), a],
    [not(and(none, a)), all],
    [not(or(a)), not(a)],
  ]; // prettier-ignore
  for (const [query, expected] of cases) assert.deepEqual(simplify(query), expected);
});

test("without its text a query says only what it says of fields", () => {
  const cases = [
    ["x", ""],
    ["-x", ""],
    ["arch:src x", "arch:src"],
    ["arch:src -x", "arch:src"],
    ["arch:src -(x check:b)", "arch:src"],
    ["arch:src OR x", ""],
    ["-(x OR arch:src)", "-arch:src"],
    ["message:x /y/ check:b", "message:x check:b"],
  ] as const;
  for (const [text, expected] of cases)
    assert.equal(print(fieldsOnly(parseQuery(text).query)), expected, text);
});

test("text is seen at any depth", () => {
  for (const text of ["x", "-x", "arch:src (check:b OR -(x))"])
    assert.ok(hasText(parseQuery(text).query), text);
  for (const text of ["", "arch:src", "-(has:bug)", "last(is:new)"])
    assert.ok(!hasText(parseQuery(text).query), text);
});
