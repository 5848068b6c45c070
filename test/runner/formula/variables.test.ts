import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AppError } from "../../../model/errors.ts";
import { expand } from "../../../runner/formula/variables.ts";
import { parseYaml } from "../../../runner/formula/yaml-source.ts";

const VARIABLES = new Map<string, unknown>([
  ["item", "foo-1-2"],
  ["n", 3],
  ["none", null],
  ["c", { name: "bar", deep: { x: [1, 2] } }],
]);

const expanded = (text: string, variables: ReadonlyMap<string, unknown> = VARIABLES): unknown => {
  const source = parseYaml("t.yml", text);
  return expand(source, source.document.contents, variables);
};

const CASES: readonly (readonly [string, unknown])[] = [
  ["a $item b", "a foo-1-2 b"],
  ["a ${item}b", "a foo-1-2b"],
  ["$item$item", "foo-1-2foo-1-2"],
  ["$$item and $${item}", "$item and ${item}"],
  ["$$$item", "$foo-1-2"],
  ["$(date) $1 $? costs 5$", "$(date) $1 $? costs 5$"],
  ["'${c.name}'", "bar"],
  ["x ${c.name} y", "x bar y"],
  ["$c.name", { throws: /a list or a map cannot be part of a text/ }],
  ["$c", { name: "bar", deep: { x: [1, 2] } }],
  ["${c.deep.x}", [1, 2]],
  ["$n", 3],
  ["n=$n", "n=3"],
  ["none=${none}", "none="],
  ["{$item: 1, 'a${n}': [$item]}", { "foo-1-2": 1, a3: ["foo-1-2"] }],
  ["[1, 2.5, true, null]", [1, 2.5, true, null]],
  ["$nope", { throws: /^t\.yml:1:1: the variable "nope" is not defined here; defined are item, n, none, c/ }],
  ["x ${c.nope}", { throws: /"c\.nope" is not defined: there is no "nope" in it/ }],
  ["${c.constructor}", { throws: /there is no "constructor"/ }],
];

for (const [text, wanted] of CASES)
  test(`${text} is expanded as documented`, () => {
    if (typeof wanted === "object" && wanted !== null && "throws" in wanted)
      assert.throws(
        () => expanded(text),
        (error: unknown) => error instanceof AppError && (wanted.throws as RegExp).test(error.message),
      );
    else assert.deepEqual(expanded(text), wanted);
  });

test("what a variable holds is not looked at again", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      assert.deepEqual(expanded("[$x, 'a${x}b']", new Map([["x", value]])), [value, `a${value}b`]);
    }),
  );
});
