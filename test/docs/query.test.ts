import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SCOPES } from "../../model/hit.ts";
import { FLAGS, type Query } from "../../model/query/ast.ts";
import { FIELDS } from "../../model/query/fields.ts";
import { parseQuery } from "../../model/query/parse.ts";

const TEXT = readFileSync("docs/query.md", "utf8");

const rowsWith = (columns: number): string[] =>
  TEXT.split("\n").filter((line) => line.startsWith("| `") && line.split("|").length === columns + 2);

test("docs/query.md has one row per field, and each says what the code says", () => {
  const expected = Object.entries(FIELDS).map(
    ([name, { kind, home, about }]) => `| \`${name}\` | ${kind} | ${home} | ${about} |`,
  );
  assert.ok(expected.length > 25);
  assert.deepEqual(rowsWith(4), expected);
});

test("docs/query.md has every flag and every scope", () => {
  const flags = rowsWith(2).flatMap((row) => /^\| `is:(\w+)` /.exec(row)?.[1] ?? []);
  assert.deepEqual(flags, [...FLAGS]);
  for (const scope of SCOPES) assert.ok(TEXT.includes(`\`in:${scope}\``), scope);
});

/** Every kind of condition and setting, under the heading that explains it. */
const HEADINGS: readonly (readonly [string, RegExp])[] = [
  ["word", /^## Words/m],
  ["phrase", /^## Phrases: `"…"`/m],
  ["glob", /^## Patterns: `\*` and `\?`/m],
  ["regex", /^## Regexes: `\/…\/` and `\/…\/i`/m],
  ["not", /^## Not: `-`/m],
  ["or", /^## Or: `OR` and groups: `\( \)`/m],
  ["field", /^## Fields: `field:value`/m],
  ["data", /^## Data of results: `data\.KEY`/m],
  ["has", /^## Has and has not: `has:` and `no:`/m],
  ["is", /^## Is: `is:`/m],
  ["series", /^## Series: `seq\(…\)`, `count…\(…\)`, `last\(…\)` and `runs:`/m],
  ["in", /^## Where to look: `in:`/m],
  ["near", /^## Near: `near:`/m],
];

const kindsOf = (query: Query): string[] => {
  switch (query.kind) {
    case "and":
      return query.parts.flatMap(kindsOf);
    case "or":
      return ["or", ...query.parts.flatMap(kindsOf)];
    case "not":
      return ["not", ...kindsOf(query.part)];
    case "text":
      return [query.text.kind];
    case "field":
      return [query.field.startsWith("data.") ? "data" : "field", `field ${query.test.kind}`];
    default:
      return [query.kind];
  }
};

test("docs/query.md has a heading per operator, and under it an example that is read as that operator", () => {
  for (const [kind, heading] of HEADINGS) {
    const found = heading.exec(TEXT);
    assert.ok(found, `no heading for ${kind}`);
    const section = TEXT.slice(found.index + found[0].length).split("\n## ")[0] ?? "";
    const example = /`([^`]+)` →/.exec(section)?.[1] ?? "";
    const { query, scope, near } = parseQuery(example);
    const kinds = [...kindsOf(query), ...(scope === null ? [] : ["in"]), ...(near === 0 ? [] : ["near"])];
    assert.ok(kinds.includes(kind), `\`${example}\` has no ${kind}, but ${kinds.join(", ")}`);
  }
});

test("every example of a value in docs/query.md is read as a condition on its field, without a warning", () => {
  const examples = [...TEXT.matchAll(/^\| ((?:`\w+:[^`]+` ?)+) \|/gm)].flatMap((row) =>
    [...(row[1] ?? "").matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ""),
  );
  assert.ok(examples.length > 15, `only ${examples.length} examples seen`);
  for (const example of examples) {
    const { query, warnings } = parseQuery(example);
    assert.deepEqual(warnings, [], example);
    assert.ok(!kindsOf(query).includes("word"), example);
  }
});

test("the examples of text that is no operator are text", () => {
  for (const text of ["-1", "--all", "-I/usr"]) {
    assert.ok(TEXT.includes(`\`${text}\``), text);
    assert.deepEqual(kindsOf(parseQuery(text).query), ["word"], text);
  }
});
