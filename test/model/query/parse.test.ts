import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery, understood } from "../../../model/query/parse.ts";

const pills = (text: string): string[] =>
  parseQuery(text).pills.map(({ label, value, negated }) => `${negated ? "-" : ""}${label}: ${value}`);

/** Query, plain form, pills: what each operator is read as. */
const READ: readonly (readonly [string, string, readonly string[]])[] = [
  ["", "", []],
  ["  ", "", []],
  ["*", "", []],
  ["undefined  reference", "undefined reference", ["word: undefined", "word: reference"]],
  ['"a  b"', '"a  b"', ["phrase: a  b"]],
  ['"C:\\new"', '"C:\\new"', ["phrase: C:\\new"]],
  ["lib*.so fo?", "lib*.so fo?", ["pattern: lib*.so", "pattern: fo?"]],
  ["/ab+c/", "/ab+c/", ["regex: ab+c"]],
  ["/a b\\/c/i", "/a b\\/c/i", ["regex, any case: a b\\/c"]],
  ["a OR b c", "a OR b c", ["word: a", "word: b", "word: c"]],
  ["(a OR b) c", "(a OR b) c", ["word: a", "word: b", "word: c"]],
  ["((a)) (b c)", "a (b c)", ["word: a", "word: b", "word: c"]],
  ["OR(a)", "OR a", ["word: OR", "word: a"]],
  ["package:foo", "package:foo", ["package: foo"]],
  ["package:foo,bar", "package:foo,bar", ["package: foo, bar"]],
  ["package:foo OR package:bar", "package:foo,bar", ["package: foo, bar"]],
  ['check:"a b",c*', 'check:"a b",c*', ['check: "a b", c*']],
  ["message:/a, b/i,c", "message:/a, b/i,c", ["message: /a, b/i, c"]],
  ['item:"perl(Foo::Bar)"', 'item:"perl(Foo::Bar)"', ['item: "perl(Foo::Bar)"']],
  ["(item:perl(Foo))", 'item:"perl(Foo)"', ['item: "perl(Foo)"']],
  ["nvr:foo-1:2.0~rc1^git-3.fc42", "nvr:foo-1:2.0~rc1^git-3.fc42", ["nvr: foo-1:2.0~rc1^git-3.fc42"]],
  ["-package:a,b", "-package:a,b", ["-package: a, b"]],
  ["-(package:a outcome:FAILED)", "-(package:a outcome:FAILED)", ["-package: a", "-outcome: FAILED"]],
  ["outcome:failed", "outcome:failed", ["outcome: failed"]],
  ["line:>5", "line:>5", ["line: >5"]],
  ["line:5..9", "line:5..9", ["line: 5..9"]],
  ["line:5..", "line:>=5", ["line: >=5"]],
  ["line:..9", "line:<=9", ["line: <=9"]],
  ["duration:<=1.5h", "duration:<=1.5h", ["duration: <=1.5h"]],
  ["version:>=1.2~rc1", "version:>=1.2~rc1", ["version: >=1.2~rc1"]],
  ["started:-7d", "started:-7d", ["started: -7d"]],
  ["started:2026-05-01", "started:2026-05-01", ["started: 2026-05-01"]],
  ["started:2026-05-01..now", "started:2026-05-01..now", ["started: 2026-05-01..now"]],
  ["data.ratio:>0.5", "data.ratio:>0.5", ["data.ratio: >0.5"]],
  ["data.a-b.c:x", "data.a-b.c:x", ["data.a-b.c: x"]],
  ["has:waiver", "has:waiver", ["has: waiver"]],
  ["has:data.k", "has:data.k", ["has: data.k"]],
  ["no:bug", "no:bug", ["-has: bug"]],
  ["-no:bug", "-no:bug", ["has: bug"]],
  ["is:failed,new", "is:failed OR is:new", ["is: failed", "is: new"]],
  ["seq(pass  fail any)", "seq(pass fail any)", ["series: seq(pass fail any)"]],
  ["count>=3(outcome:FAILED)", "count>=3(outcome:FAILED)", ["series: count>=3(outcome:FAILED)"]],
  ["-last(outcome:FAILED arch:src)", "-last(outcome:FAILED arch:src)", ["-series: last(outcome:FAILED arch:src)"]],
  ["x in:log", "x in:log", ["word: x", "in: log"]],
  ["near:5 x y", "x y near:5", ["near: 5", "word: x", "word: y"]],
  ["runs:20 last(is:failed)", "last(is:failed) runs:20", ["runs: 20", "series: last(is:failed)"]],
]; // prettier-ignore

for (const [text, plain, shown] of READ)
  test(`\`${text}\` is read as ${shown.length === 0 ? "everything" : shown.join(" and ")}`, () => {
    assert.equal(understood(parseQuery(text)).text, plain);
    assert.deepEqual(pills(text), shown);
    assert.deepEqual(parseQuery(text).warnings, []);
  });

test("OR binds weaker than standing side by side", () => {
  const { query } = parseQuery("a b OR c");
  assert.equal(query.kind, "or");
  assert.deepEqual(query.kind === "or" ? query.parts.map(({ kind }) => kind) : [], ["and", "text"]);
});

test("settings say where to look, how near and at how many runs; the last of a kind counts", () => {
  const { query, scope, near, runs } = parseQuery("in:results near:5 runs:20 in:log");
  assert.deepEqual({ query, scope, near, runs }, { query: { kind: "all" }, scope: "log", near: 5, runs: 20 });
  const usual = parseQuery("x");
  assert.deepEqual([usual.scope, usual.near, usual.runs], [null, 0, null]);
});

test("a distance into the past alone means since then", () => {
  const { query } = parseQuery("started:-7d");
  assert.deepEqual(query.kind === "field" && query.test, {
    kind: "range",
    from: "-7d",
    to: null,
    includesFrom: true,
    includesTo: true,
  });
});

test("positions of pills are those of the text", () => {
  const text = 'foo -package:a,"b c" /x/ in:log';
  const parts = parseQuery(text).pills.map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(parts, ["foo", 'package:a,"b c"', "/x/", "in:log"]);
});
