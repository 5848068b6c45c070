import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "../../../model/limits.ts";
import { parseQuery } from "../../../model/query/parse.ts";

const asTyped = (text: string): string[] =>
  parseQuery(text)
    .pills.filter(({ label }) => label === "as typed")
    .map(({ value }) => value);

/** Texts whose conditions need not hold for themselves, and that may be pasted. */
const PASTED = [
  "/usr/bin/ld: cannot find -lz",
  "gcc -O2 -o foo",
  "-lfoo",
  "error: -O2",
  'x -"y z"',
  "x -(y)",
  "x /a+b/",
  "KeeperException: type:create cxid:0x13",
  'say "\\"hi\\"" now',
  '"say \\"hi\\" now"',
]; // prettier-ignore

for (const text of PASTED)
  test(`\`${text}\` is looked for as typed too, and is its own plain form`, () => {
    assert.deepEqual(asTyped(text), [text]);
    assert.equal(parseQuery(text).typed, text);
  });

/** Queries that hold for themselves, or that nobody pastes. */
const QUERIES = [
  "undefined reference",
  "foo.c:12:5: error: expected ';'",
  "(cd foo && make)",
  "a OR b",
  "what? [x*]",
  '"a b" c',
  "package:foo",
  "package:foo segfault",
  "package:foo -warning",
  "package:foo outcome:FAILED -arch:src",
  '-"a b"',
  "/a+b/",
]; // prettier-ignore

for (const text of QUERIES)
  test(`\`${text}\` means nothing else`, () => {
    assert.deepEqual(asTyped(text), []);
  });

test("of several pasted lines each is looked for", () => {
  assert.deepEqual(asTyped("make: Entering\n\n  ld: error \n"), ["make: Entering", "ld: error"]);
});

test("several lines of conditions are one query", () => {
  assert.deepEqual(asTyped("package:foo\noutcome:FAILED\n"), []);
});

test("ANSI sequences of a pasted line are dropped, as search drops them", () => {
  assert.deepEqual(asTyped("\x1b[31merror\x1b[0m: x"), ["error: x"]);
});

test("a long text that looks pasted is looked for only as it stands", () => {
  const text = `error: ${"x=1 ".repeat(LIMITS.query / 10)}-end`;
  const { query, pills } = parseQuery(text);
  assert.equal(query.kind, "text");
  assert.equal(pills.length, 1);
  assert.ok(text.startsWith(pills[0]?.value ?? "nothing"));
});
