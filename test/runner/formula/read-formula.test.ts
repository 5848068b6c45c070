import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { itemTypes } from "../../../runner/formula/formula.ts";
import { readFormula } from "../../../runner/formula/read-formula.ts";
import { taskBox } from "../box.ts";

const HEAD = "name: demo\ndesc: a demo\nmaintainer: me\n";

const read = (t: TestContext, text: string) => {
  const file = join(taskBox(t).folder, "demo.yml");
  writeFileSync(file, text);
  return readFormula(file);
};

/** Where the error stands, and what it says. */
const errorOf = async (t: TestContext, text: string): Promise<string> => {
  const error: unknown = await read(t, text).catch((caught: unknown) => caught);
  assert.ok(error instanceof AppError, "the formula was read");
  assert.equal(error.code, "formula");
  return error.message.replace(/^.*\/demo\.yml:/, "");
};

test("a formula of 2014 is read as its author meant it", async (t) => {
  const formula = await read(
    t,
    `${HEAD}namespace: dist
input:
  args: [koji_build, arch]
environment:
  rpm: [csmock, tar]
actions:
  - name: download
    shell: [mkdir x, ignorereturn: [rm y]]
    export: build
  - name: run
    python:
      file: run.py
      callable: run
      build: $build
      workdir: \${workdir}
`,
  );
  assert.equal(formula.name, "demo");
  assert.equal(formula.desc, "a demo");
  assert.equal(formula.maintainer, "me");
  assert.deepEqual(itemTypes(formula), ["koji_build"]);
  assert.deepEqual(
    formula.steps.map(({ name, directive, export: variable }) => [name, directive, variable]),
    [
      ["download", "shell", "build"],
      ["run", "python", null],
    ],
  );
});

test("a name that looks like a number stays as it is written", async (t) => {
  const formula = await read(t, "name: 1.10\ndesc: 2\nmaintainer: me\nactions: [{name: 3.0, shell: x}]\n");
  assert.equal(formula.name, "1.10");
  assert.equal(formula.steps[0]?.name, "3.0");
});

test("the forms of the first half of 2014 are read: steps under task, inputs in one text, bodhi_id", async (t) => {
  const formula = await read(
    t,
    `${HEAD}input: {args: "bodhi_id, arch"}\ntask:\n  - {name: x, shell: "echo $bodhi_id $bodhi_update $arch"}\n`,
  );
  assert.deepEqual(formula.args, ["bodhi_id", "arch"]);
  assert.deepEqual(itemTypes(formula), ["bodhi_update"]);
  assert.equal(formula.steps.length, 1);
});

test("yes and no are true and false where a directive or the environment asks for that", async (t) => {
  const step = (src: string) => `actions:\n  - {name: x, koji: {action: download, arch: [], src: ${src}}}\n`;
  const formula = await read(t, `${HEAD}environment: {network: yes}\n${step("Yes")}`);
  assert.equal(formula.environment.network, true);
  assert.match(await errorOf(t, `${HEAD}${step("maybe")}`), /src must be boolean/);
});

test("a map whose keys hold variables is looked at when it is run, not before", async (t) => {
  const formula = await read(t, `${HEAD}actions: [{name: x, exec: {$type: echo}}]\n`);
  assert.equal(formula.steps.length, 1);
});

const STEP = `${HEAD}actions:\n  - name: x\n`;

const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ["an empty file", "", /^1:1: a formula is a map/],
  ["a list", "- a\n", /^1:1: a formula is a map/],
  ["broken YAML", `${HEAD}actions: [\n`, /^5:1: /],
  ["a key twice", `${HEAD}name: again\n`, /^4:1: Map keys must be unique/],
  ["a missing name", "desc: x\nmaintainer: x\nactions: [{name: a, shell: b}]\n", /^1:1: name is missing/],
  [
    "a name that is a path",
    "name: ../x\ndesc: d\nmaintainer: m\nactions: [{name: a, shell: b}]\n",
    /^1:7: the name "\.\.\/x" has other characters/,
  ],
  ["a mistyped field", `${HEAD}action: []\n`, /^4:1: there is no field "action"; did you mean "actions"\?/],
  ["no actions", HEAD, /^1:1: actions is missing/],
  ["an empty list of actions", `${HEAD}actions: []\n`, /^4:10: actions is missing/],
  [
    "input without args",
    `${HEAD}input: [koji_build]\nactions: [{name: a, shell: b}]\n`,
    /^4:8: input is a map with args/,
  ],
  [
    "a step without a directive",
    STEP,
    /^5:5: this step has no directive; known are .*exec, .*python, .*shell/,
  ],
  [
    "a step with two",
    `${STEP}    shell: a\n    exec: {program: b}\n`,
    /^7:5: this step has two directives, shell and exec/,
  ],
  [
    "a mistyped directive",
    `${STEP}    shel: a\n`,
    /^6:5: there is no directive "shel"; did you mean "shell"\? Known are .*exec, .*python, .*shell/,
  ],
  [
    "an unknown directive",
    `${STEP}    frobnicate: {action: download}\n`,
    /^6:5: there is no directive "frobnicate"; known are .*exec, .*python, .*shell/,
  ],
  [
    "a mistyped parameter",
    `${STEP}    exec: {program: a, arg: [b]}\n`,
    /^6:11: there is no parameter "arg"; did you mean "args"\?/,
  ],
  ["a missing parameter", `${STEP}    python: {file: a.py}\n`, /^6:13: a parameter is missing: callable/],
  [
    "a parameter of another type",
    `${STEP}    exec: {program: a, args: [b, 1.10]}\n`,
    /^6:34: args\.1 must be string/,
  ],
  ["an ignorereturn that is mistyped", `${STEP}    shell:\n      - a\n      - ignoreretur: b\n`, /^8:9: /],
  [
    "an undefined variable",
    `${STEP}    shell: |\n      echo a\n      echo $nope\n`,
    /^8:12: the variable "nope" is not defined here; defined are item, /,
  ],
  [
    "a variable that is exported later",
    `${STEP}    shell: echo $late\n  - name: y\n    shell: echo 1\n    export: late\n`,
    /^6:17: the variable "late" is not defined here/,
  ],
  ["a brace that stays open", `${STEP}    shell: echo \${item\n`, /^6:17: "\$\{item" is not a variable/],
  [
    "an expansion of the shell",
    `${STEP}    shell: 'echo \${item:-x}'\n`,
    /^6:18: .*write \$\$\{item:-x\} where a dollar is meant/,
  ],
  [
    "an export of a built-in name",
    `${STEP}    shell: a\n    export: item\n`,
    /^7:13: "item" cannot be exported/,
  ],
  [
    "steps under both names",
    `${HEAD}task: [{name: a, shell: b}]\nactions: [{name: a, shell: b}]\n`,
    /^4:7: there are steps under task and under actions/,
  ],
  [
    "a word that is none of those that fit",
    `${STEP}    koji: {action: downlod, arch: []}\n`,
    /^6:20: action must be one of download, download_tag, download_latest_stable/,
  ],
  [
    "a variable of an item type that is not declared",
    `${HEAD}input: {args: [koji_build]}\nactions: [{name: a, shell: "echo $koji_tag"}]\n`,
    /^5:34: the variable "koji_tag" is not defined here/,
  ],
  [
    "an input that is no word",
    `${HEAD}input: {args: ["koji build"]}\nactions: [{name: a, shell: b}]\n`,
    /^4:16: input is a map with args/,
  ],
  ["an alias", `${HEAD}actions:\n  - &a {name: x, shell: a}\n  - *a\n`, /^6:5: a formula takes no aliases/],
];

for (const [what, text, message] of WRONG)
  test(`${what} is told with its place`, async (t) => assert.match(await errorOf(t, text), message));

test("a formula that is too large or too deep is refused, not parsed for ever", async (t) => {
  assert.match(await errorOf(t, `${HEAD}# ${"x".repeat(300_000)}\n`), /larger than/);
  assert.match(await errorOf(t, `name: ${"[".repeat(100_000)}`), /^1:/);
});
