import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Type from "typebox";
import { Value } from "typebox/value";
import { parse } from "yaml";
import { formulaSchema } from "../../../runner/formula/schema.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SCHEMA = Type.Unsafe<unknown>(formulaSchema());

const fits = (text: string): boolean => Value.Check(SCHEMA, parse(text));

const formulas = globSync("{tasks,examples,test/conformance/formulas,bin/templates}/**/*.yml", {
  cwd: ROOT,
}).filter((file) => /^actions:|^task:/m.test(readFileSync(join(ROOT, file), "utf8")));

test("the schema tests see the formulas", () => assert.ok(formulas.length >= 10, formulas.join()));

for (const file of formulas)
  test(`${file} fits the schema`, () => {
    const faults = Value.Errors(SCHEMA, parse(readFileSync(join(ROOT, file), "utf8")));
    assert.deepEqual(
      faults.map(({ instancePath, message }) => `${instancePath} ${message}`),
      [],
    );
  });

const HEAD = "name: demo\ndesc: d\nmaintainer: m\n";

const RIGHT: Readonly<Record<string, string>> = {
  "a variable in place of a list": `${HEAD}actions: [{name: a, exec: {program: b, args: $list}}]`,
  "a variable in place of a truth value": `${HEAD}actions: [{name: a, koji: {action: download, arch: [], src: $s}}]`,
  "keywords of python": `${HEAD}actions: [{name: a, python: {file: b, callable: c, x: [1], y: {z: 2}}}]`,
  "an ignored command": `${HEAD}actions: [{name: a, shell: [b, ignorereturn: [c, d]]}]`,
  packages: `${HEAD}environment: {rpm: [xz], network: true}\nactions: [{name: a, shell: b}]`,
};

for (const [what, text] of Object.entries(RIGHT))
  test(`${what} fits the schema`, () => assert.ok(fits(text)));

const WRONG: Readonly<Record<string, string>> = {
  "a formula without a maintainer": "name: demo\ndesc: d\nactions: [{name: a, shell: b}]",
  "a formula without steps": HEAD,
  "an unknown field": `${HEAD}acts: 1\nactions: [{name: a, shell: b}]`,
  "a name that is a path": "name: ../x\ndesc: d\nmaintainer: m\nactions: [{name: a, shell: b}]",
  "a step without a directive": `${HEAD}actions: [{name: a}]`,
  "a step with two": `${HEAD}actions: [{name: a, shell: b, exec: {program: c}}]`,
  "a mistyped directive": `${HEAD}actions: [{name: a, shel: b}]`,
  "a mistyped parameter": `${HEAD}actions: [{name: a, exec: {program: b, arg: [c]}}]`,
  "a missing parameter": `${HEAD}actions: [{name: a, python: {file: b}}]`,
  "an unknown kind of package": `${HEAD}environment: {gem: [x]}\nactions: [{name: a, shell: b}]`,
  "input without args": `${HEAD}input: [koji_build]\nactions: [{name: a, shell: b}]`,
};

for (const [what, text] of Object.entries(WRONG))
  test(`${what} does not fit the schema`, () => assert.ok(!fits(text)));
