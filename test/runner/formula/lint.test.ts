import assert from "node:assert/strict";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { lintTask } from "../../../runner/formula/lint.ts";
import { taskBox } from "../box.ts";

const HEAD = "name: demo\ndesc: a demo\nmaintainer: me\ninput: {args: [koji_build]}\n";

/** Notices as `line:column severity message`. */
const notices = async (t: TestContext, text: string, files: Readonly<Record<string, string>> = {}) => {
  const folder = await taskBox(t).task({ "demo.yml": text, ...files });
  const found = await lintTask(folder);
  return found.map(({ severity, line, column, message }) => `${line}:${column} ${severity} ${message}`);
};

test("a formula without a fault has no notice", async (t) => {
  const files = { "check.sh": "" };
  assert.deepEqual(await notices(t, `${HEAD}actions: [{name: a, shell: sh ./check.sh}]\n`, files), []);
});

test("all errors are told at once, in the order of their places", async (t) => {
  const found = await notices(
    t,
    `name: a b
maintainers: me
desc: d
environment:
  network: perhaps
  quiet: never
actions:
  - shel: x
  - name: b
    exec: {program: c, arg: [$nope, $never]}
    export: item
`,
  );
  assert.deepEqual(
    found
      .filter((line) => line.includes(" error "))
      .map((line) => line.slice(0, line.indexOf(" error ") + 27)),
    [
      "1:1 error maintainer is missin",
      '1:7 error the name "a b" has o',
      '2:1 error there is no field "m',
      "5:12 error environment.network ",
      "6:10 error environment.quiet is",
      "8:5 error there is no directiv",
      "10:11 error there is no paramete",
      '10:30 error the variable "nope" ',
      '10:37 error the variable "never"',
      '11:13 error "item" cannot be exp',
    ],
  );
});

const STEP = `${HEAD}actions:\n  - name: x\n`;

const DOUBTS: readonly (readonly [string, string, RegExp])[] = [
  [
    "no input.args",
    "name: demo\ndesc: d\nmaintainer: me\nactions: [{name: a, shell: b}]\n",
    /^1:1 warning there is no input\.args/,
  ],
  [
    "an item type that is mistyped",
    "name: demo\ndesc: d\nmaintainer: me\ninput: {args: [koji_bild]}\nactions: [{name: a, shell: b}]\n",
    /^4:16 warning "koji_bild" is no item type.*did you mean "koji_build"\?/,
  ],
  [
    "an item without quotes",
    `${STEP}    shell: rpm -q $koji_build\n`,
    /^7:19 warning \$koji_build goes into/,
  ],
  [
    "an export that is not used",
    `${STEP}    shell: a\n    export: b\n  - {name: y, shell: z}\n`,
    /^8:13 warning "b" is exported/,
  ],
  [
    "a program that is not there",
    `${STEP}    exec: {program: ./no.sh}\n`,
    /^7:21 warning there is no \.\/no\.sh/,
  ],
  [
    "a script that is not there",
    `${STEP}    exec: {program: python3, args: [-B, no.py]}\n`,
    /^7:41 warning there is no no\.py/,
  ],
  [
    "a Python file that is not there",
    `${STEP}    python: {file: no.py, callable: f}\n`,
    /^7:20 warning there is no no\.py/,
  ],
  [
    "a script of a command line",
    `${STEP}    shell: [true, bash ./no.sh -x]\n`,
    /warning there is no \.\/no\.sh/,
  ],
];

for (const [what, text, wanted] of DOUBTS)
  test(`${what} is doubted`, async (t) => {
    const found = await notices(t, text);
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found[0] ?? "", wanted);
  });

const CLEAN: Readonly<Record<string, string>> = {
  "an item in quotes": `${STEP}    shell: rpm -q '$item' "$\{koji_build}"\n`.replace("\\", ""),
  "the item by the environment": `${STEP}    shell: rpm -q "$$TASKOTRON_ITEM"\n`,
  "an export of the last step": `${STEP}    shell: a\n    export: b\n`,
  "a program on PATH": `${STEP}    exec: {program: rpm, args: [-q, x]}\n`,
  "a module of Python": `${STEP}    exec: {program: python3, args: [-m, pytest]}\n`,
  "a program that a step makes": `${STEP}    exec: {program: "$workdir/check"}\n`,
};

for (const [what, text] of Object.entries(CLEAN))
  test(`${what} is not doubted`, async (t) => assert.deepEqual(await notices(t, text), []));

test("a program that may not be run is doubted until it may", async (t) => {
  const folder = await taskBox(t).task({
    "demo.yml": `${STEP}    exec: {program: ./check.sh}\n`,
    "check.sh": "#!/bin/sh\n",
  });
  const [notice] = await lintTask(folder);
  assert.match(notice?.message ?? "", /chmod \+x \.\/check\.sh/);
  chmodSync(join(folder, "check.sh"), 0o755);
  assert.deepEqual(await lintTask(folder), []);
});

test("a path without a formula is an error, and hides no other", async (t) => {
  const [notice] = await lintTask(join(taskBox(t).folder, "none"));
  assert.equal(notice?.severity, "error");
  assert.match(notice?.message ?? "", /there is no task at/);
});

const ROOT = join(import.meta.dirname, "../../..");

for (const parent of ["tasks", "examples"])
  for (const entry of readdirSync(join(ROOT, parent), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  ))
    test(`${parent}/${entry.name} is free of errors and doubts`, async () => {
      assert.deepEqual(await lintTask(join(ROOT, parent, entry.name)), []);
    });
