import assert from "node:assert/strict";
import { test } from "node:test";
import type { Query } from "../../../model/query/ast.ts";
import { parseQuery } from "../../../model/query/parse.ts";

const words = (query: Query): string[] => {
  if (query.kind === "and") return query.parts.flatMap(words);
  if (query.kind !== "text") return [`not text: ${query.kind}`];
  if (query.text.kind === "word") return [query.text.word];
  return [query.text.kind === "glob" ? query.text.pattern : `no word: ${query.text.kind}`];
};

/** Text that looks like an operator and is none: all of it stays words. */
const LITERAL = [
  "error: foo",
  "package: foo",
  "package:",
  "package:foo,",
  "package:,foo",
  "Package:foo",
  "pakage:foo",
  "http://x/y",
  "foo.c:12:5: error:",
  "a:b",
  '"unbalanced',
  'a"b c"d',
  '"a"b',
  '""',
  "( unbalanced",
  "unbalanced)",
  "f(x)",
  "main()",
  "()",
  "a OR",
  "OR",
  "a or b",
  "- a",
  "--all",
  "-1",
  "-0.5",
  "-I/usr/include",
  "-DX=1",
  "-/usr/lib",
  "->",
  "***",
  "?",
  "/usr/bin/ld:",
  "/ x /",
  "//",
  "/a/b/",
  "outcome:ok",
  "line:x",
  "line:1.5",
  "line:>",
  "line:..",
  "line:a..b",
  "line:5*",
  "started:soon",
  "started:2026-13-45",
  "duration:fast",
  "has:nothing",
  "no:",
  "is:odd",
  "in:space",
  "near:far",
  "runs:0",
  "-in:log",
  "-near:5",
  "seq(pass maybe)",
  "seq()",
  "last(foo)",
  "last(seq(pass))",
  "last(in:log)",
  "count(is:new)",
  "count>3(is:new",
  "data.:x",
  "item:/usr/*",
]; // prettier-ignore

for (const text of LITERAL)
  test(`\`${text}\` stays text`, () => {
    assert.deepEqual(words(parseQuery(text).query), text.split(" "));
  });

/** What may have been meant otherwise is told with its place. */
const WARNED: readonly (readonly [string, string, RegExp])[] = [
  ["x pakage:foo", "pakage:foo", /did you mean `package:`/],
  ["Package:foo", "Package:foo", /did you mean `package:`/],
  ["outcmoe:FAILED", "outcmoe:FAILED", /did you mean `outcome:`/],
  ["package: foo", "package:", /nothing follows/],
  ["a outcome:ok", "outcome:ok", /takes one of PASSED/],
  ["started:soon", "started:soon", /takes a date/],
  ["line:x", "line:x", /takes a number/],
  ["duration:fast", "duration:fast", /takes a duration/],
  ["is:odd", "is:odd", /takes one of new, flaky/],
  ["in:space", "in:space", /takes one of results/],
  ["has:nothing", "has:nothing", /takes the name of a field/],
  ["-lfoo", "-lfoo", /finds whatever lacks it/],
  ["a AND b", "AND", /looked for as a word/],
];

for (const [text, part, message] of WARNED)
  test(`\`${text}\` is answered with a warning at \`${part}\``, () => {
    const [warning, ...more] = parseQuery(text).warnings;
    assert.deepEqual(more, []);
    assert.match(warning?.message ?? "", message);
    assert.equal(text.slice(warning?.start, warning?.end), part);
  });

test("words of logs that resemble no field are not warned about", () => {
  for (const text of ["error:foo", "foo.c:12:", "http://package", "a:b:c", "std::string"])
    assert.deepEqual(parseQuery(text).warnings, [], text);
});
