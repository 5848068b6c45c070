import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { findingsOf, makePackage, makeTree, ROOT, runCheck, tagsOf, type Answer } from "./run-check.ts";

type Fields = Readonly<Record<string, unknown>>;

const env = (root: string) => ({
  TASKOTRON_ITEM: "foo-1.0.0",
  TASKOTRON_TYPE: "npm_package",
  TASKOTRON_NPM_ROOT: root,
});

const checkFiles = (fields: Fields, files: Readonly<Record<string, string>>, more = {}): Answer => {
  const root = makePackage({
    "package.json": JSON.stringify({ name: "foo", version: "1.0.0", ...fields }),
    ...files,
  });
  return runCheck("npm-scripts", ["node", "check.mjs"], { ...env(root), ...more });
};

const checkBin = (text: string, fields: Fields = {}, name = "cli.js"): Answer =>
  checkFiles({ bin: `./${name}`, ...fields }, { [name]: text });

test("a package that ships no script is skipped", () => {
  const { text, points } = checkFiles({}, { "index.js": "const a = {b: 1, b: 2}" });
  assert.equal(points[0]?.skip, "ships no script");
  assert.equal(points[0].block["outcome"], "SKIPPED");
  assert.match(text, /^ok - npm-scripts for npm package foo-1\.0\.0 # SKIP ships no script$/m);
});

test("sound scripts pass, and the summary says how many there are", () => {
  const answer = checkFiles(
    { bin: { a: "a.js", b: "b" }, scripts: { postinstall: "node ./scripts/build && ./c.js" } },
    { "a.js": "#!/usr/bin/env node\nreturn", b: "#!/usr/bin/env node\n", "scripts/build.js": "", "c.js": "" },
  );
  assert.equal(answer.points[0]?.block["summary"], "PASSED: 4 scripts, 0 errors, 0 warnings, 0 notes");
});

const FAULTS: readonly (readonly [tag: string, text: string])[] = [
  ["error js-syntax", "const = 1"],
  ["error no-dupe-keys", "module.exports = {a: 1, a: 2}"],
  ["error no-debugger", "debugger"],
  ["error valid-typeof", "if (typeof x === 'strnig') y()"],
  ["error use-isnan", "if (x === NaN) y()"],
  ["error no-self-assign", "x = x"],
  ["error no-const-assign", "const a = 1; a = 2"],
  ["warning no-unreachable", "function f() { return 1; g() }"],
  ["warning no-eval", "eval('1')"],
];

for (const [tag, text] of FAULTS)
  test(`${tag}: ${text}`, () => {
    assert.deepEqual(tagsOf(checkBin(text)), [tag]);
  });

test("findings say where, and about which file", () => {
  const answer = checkBin("\n  debugger");
  assert.deepEqual(answer.points[0]?.block["findings"], [
    {
      severity: "error",
      tag: "no-debugger",
      message: "line 2, column 3: Unexpected 'debugger' statement.",
      subject: "cli.js",
    },
  ]);
});

test("syntax that the oldest Node in engines cannot read is an error", () => {
  const text = "a ??= b?.c";
  assert.deepEqual(tagsOf(checkBin(text, { engines: { node: ">=12" } })), [
    "error syntax-newer-than-engines",
  ]);
  assert.deepEqual(tagsOf(checkBin(text, { engines: { node: ">= 14.0" } })), []);
  assert.deepEqual(tagsOf(checkBin(text)), []);
});

test("the module type decides what may be written", () => {
  const module = "import a from 'a'; await a";
  assert.deepEqual(tagsOf(checkBin(module, { type: "module" })), []);
  assert.deepEqual(tagsOf(checkBin(module, {}, "cli.mjs")), []);
  assert.deepEqual(tagsOf(checkBin(module)), []);
  assert.deepEqual(tagsOf(checkBin(module, { type: "commonjs" })), ["error js-syntax"]);
  assert.deepEqual(tagsOf(checkBin("return with_(1)", { type: "module" })), ["error js-syntax"]);
});

test("comments in a script do not switch rules off", () => {
  assert.deepEqual(tagsOf(checkBin("/* eslint-disable */ debugger // eslint-disable-line")), [
    "error no-debugger",
  ]);
});

test("shell scripts are read by their shell", () => {
  const answer = checkFiles({}, { "a/build.sh": "#!/bin/sh\nif true; then\n", "ok.sh": "#!/bin/sh\ntrue\n" });
  assert.deepEqual(tagsOf(answer), ["error shell-syntax"]);
});

test("and by shellcheck", needsProgram("shellcheck"), () => {
  const tags = tagsOf(checkFiles({}, { "a.sh": "#!/bin/sh\ncd $1\n" }));
  assert.deepEqual(tags.toSorted(), ["info SC2086", "warning SC2164"]);
});

test("huge scripts are not read, native programs and files outside the package are not scripts", () => {
  assert.deepEqual(tagsOf(checkBin(`//${"x".repeat(1 << 20)}`)), ["info script-too-large"]);
  assert.equal(checkBin("\x7fELF", {}, "native").points[0]?.skip, "ships no script");
  assert.equal(
    checkFiles({ bin: "../../outside.js" }, { "../../outside.js": "const" }).points[0]?.skip,
    "ships no script",
  );
});

test("hostile manifests and file names change neither the TAP nor the YAML around them", () => {
  for (const text of [
    "\u001b[31m",
    "x\n  ...\nnot ok",
    '"\\ # SKIP',
    "<b>",
    "-n",
    "$(touch y)",
    "\u2028\u202e",
  ]) {
    const name = `${text}.sh`.replaceAll("/", "");
    const answer = checkFiles(
      { bin: { [text]: name, x: 1 }, scripts: { install: 5 }, engines: { node: text } },
      {
        [name]: "if",
      },
    );
    assert.deepEqual(tagsOf(answer), ["error shell-syntax"]);
    assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]/);
  }
  const root = makePackage({ "package.json": "null", "a.sh": "true" });
  assert.deepEqual(findingsOf(runCheck("npm-scripts", ["node", "check.mjs"], env(root))), []);
});

test("without eslint it bails out, but only where there is JavaScript to lint", () => {
  const alone = makeTree({});
  cpSync(join(ROOT, "tasks/npm-scripts"), alone, { recursive: true });
  const run = (files: Readonly<Record<string, string>>) =>
    runCheck("npm-scripts", ["node", join(alone, "check.mjs")], env(makePackage(files)));
  const answer = run({ "package.json": '{"version":"1.0.0","bin":"a.js"}', "a.js": "" });
  assert.match(answer.bailout ?? "", /^eslint is not installed: npm install eslint/);
  assert.equal(answer.status, 1);
  assert.equal(run({ "package.json": '{"version":"1.0.0"}' }).points[0]?.skip, "ships no script");
});
