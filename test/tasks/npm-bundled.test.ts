import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { findingsOf, makePackage, makeTree, ROOT, runCheck, tagsOf, type Answer } from "./run-check.ts";

const manifest = (name: string, rest: object = {}) =>
  JSON.stringify({ name, version: "1.0.0", ...rest }, null, 2);

const check = (root: string, shell: readonly [string, ...string[]] = ["sh"], item = "foo-1.0.0"): Answer =>
  runCheck("npm-bundled", [...shell, "./check.sh"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "npm_package",
    TASKOTRON_NPM_ROOT: root,
  });

const checkFiles = (files: Readonly<Record<string, string>>): Answer =>
  check(makePackage({ "package.json": manifest("foo"), ...files }));

test("a package without copies passes, with a block in the form of the talk", () => {
  assert.equal(
    checkFiles({ "index.js": "/* foo */" }).text,
    `TAP version 13
1..1
ok - npm-bundled for npm package foo-1.0.0
  ---
  details:
    output: |
      PASSED: 0 errors, 0 warnings, 0 notes
  item: "foo-1.0.0"
  outcome: PASSED
  summary: "PASSED: 0 errors, 0 warnings, 0 notes"
  type: "npm_package"
  ...
`,
  );
});

test("a bundled dependency is a finding, an error without its licence", () => {
  const files = { "node_modules/bar/package.json": manifest("bar") };
  assert.deepEqual(findingsOf(checkFiles(files)), [
    "warning bundled-dependency bar 1.0.0",
    "error bundled-without-license a copy without a licence text",
  ]);
  assert.deepEqual(findingsOf(checkFiles({ ...files, "node_modules/bar/LICENSE.md": "" })), [
    "warning bundled-dependency bar 1.0.0",
  ]);
});

test("what npm itself placed below the package is none, what the package brought is", () => {
  const lock = (rest: string) => `{
  "packages": {
    "node_modules/foo/node_modules/bar": {
      "version": "1.0.0"${rest}
    },
    "node_modules/foo/node_modules/other": {
      "inBundle": true
    }
  }
}`;
  const files = (rest: string) => ({
    "package.json": manifest("foo"),
    "node_modules/bar/package.json": manifest("bar"),
    "node_modules/bar/LICENSE": "",
    "../.package-lock.json": lock(rest),
  });
  assert.deepEqual(findingsOf(check(makePackage(files("")))), []);
  assert.deepEqual(tagsOf(check(makePackage(files(',\n      "inBundle": true')))), [
    "warning bundled-dependency",
  ]);
});

test("another package's manifest in a folder is a copy; module markers, own parts and fixtures are not", () => {
  const findings = findingsOf(
    checkFiles({
      "dist/esm/package.json": '{"type":"module"}',
      "hooks/package.json": manifest("foo-hooks"),
      "lib/bar/package.json": manifest("bar", { author: { name: "wrong" } }),
      "lib/bar/COPYING": "",
      "test/fixture/package.json": manifest("fixture"),
    }),
  );
  assert.deepEqual(findings.toSorted(), [
    "info bundled-fixture fixture 1.0.0",
    "warning bundled-package bar 1.0.0",
  ]);
});

test("vendored folders are told with their number of files", () => {
  const files = { "src/third_party/a.js": "", "src/third_party/b/c.js": "" };
  assert.deepEqual(findingsOf(checkFiles(files)), ["warning vendored-folder 2 files"]);
});

test("modules that bundlers name are told once a file, the package itself is not", () => {
  const findings = findingsOf(
    checkFiles({
      "esbuild.js":
        "// node_modules/bar/a.js\nx\n// node_modules/bar/b.js\n// ../node_modules/@s/baz/index.js\n",
      "rolldown.mjs":
        "//#region ../node_modules/.pnpm/qux@1.2.3/node_modules/qux/index.js\n// node_modules/foo/x.js\n",
      "webpack.cjs": '/***/ "./node_modules/w/index.js":\n/*!*** ./node_modules/w/index.js ***!\\\n',
      "code.js": 'require("./node_modules/none/x.js")\n',
    }),
  );
  assert.deepEqual(findings.toSorted(), [
    "warning bundled-module @s/baz",
    "warning bundled-module bar",
    "warning bundled-module qux",
    "warning bundled-module w",
  ]);
});

test("banners with a name and a version are told, but for the package's own", () => {
  const findings = findingsOf(
    checkFiles({
      "a.min.js": '/*! jQuery v3.5.1 | (c) JS Foundation */!function(){"x"}()\n',
      "b.js":
        "/*!\n * Sizzle CSS Selector Engine v2.3.6\n */\n/** @license Foo v1.0.0 */\n/*! Copyright 2020.1 x */\n",
      "c.js": "/*! Apache License v2.0 */\n",
    }),
  );
  assert.deepEqual(findings.toSorted(), [
    "warning bundled-banner Sizzle CSS Selector Engine v2.3.6",
    "warning bundled-banner jQuery v3.5.1",
  ]);
});

test("notices of third parties are a note", () => {
  assert.deepEqual(findingsOf(checkFiles({ "ThirdPartyNotices.txt": "", "a.js.LICENSE.txt": "" })), [
    "info third-party-notices licences of the copies",
    "info third-party-notices licences of the copies",
  ]);
});

test("hostile names and manifests change neither the TAP nor the YAML around them", () => {
  const hostile = [
    "<b>&",
    "\u001b[31mred",
    "a\\nb\n  ...\nnot ok",
    '"quoted" \\ # SKIP : [',
    "\u0085\u202e\ufeff\u2028",
    "n".repeat(1_000_000),
  ];
  for (const text of hostile) {
    const answer = checkFiles({
      "lib/bar/package.json": manifest(text),
      "a.js": `/*! ${text} v1.2.3 */\n// node_modules/${text}/x\n`,
      [`vendor/x ${text.slice(0, 90).replaceAll("/", "")}/package.json`]: manifest("inner"),
    });
    assert.equal(answer.points.length, 1);
    assert.equal(answer.points[0]?.block["item"], "foo-1.0.0");
    assert.ok(findingsOf(answer).length >= 3, answer.text);
    assert.ok(answer.text.length < 20_000);
    assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\ufeff]/);
  }
  assert.deepEqual(tagsOf(check(makePackage({ "package.json": "{not json" }))), []);
});

test("a package that is not installed bails out, whatever its name tries", () => {
  const root = makePackage({ "package.json": manifest("foo") });
  for (const item of ["foo-1.0.1", "../foo-1.0.0", "foo", "$(touch x)-1.0.0", "*-1.0.0", "-1.0.0"]) {
    const answer = check(root, ["sh"], item);
    assert.match(answer.bailout ?? "", /is not installed under .*: set TASKOTRON_NPM_ROOT/, answer.text);
    assert.equal(answer.status, 1);
  }
});

test("nested and scoped packages are found", () => {
  const root = makeTree({
    "node_modules/@s/a/package.json": manifest("@s/a", { version: "2.0.0-rc-1.1" }),
    "node_modules/b/node_modules/c/node_modules/@s/a/package.json": manifest("@s/a", { version: "3.0.0" }),
    "node_modules/b/node_modules/c/node_modules/@s/a/vendor/x": "",
  });
  assert.equal(check(root, ["sh"], "@s/a-2.0.0-rc-1.1").points[0]?.block["outcome"], "PASSED");
  assert.deepEqual(tagsOf(check(root, ["sh"], "@s/a-3.0.0")), ["warning vendored-folder"]);
});

test("without its tools it bails out", () => {
  const place = mkdtempSync(join(tmpdir(), "path-"));
  for (const tool of ["dirname", "mktemp", "rm", "tr", "cut", "find"]) {
    const found = spawnSync("sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).stdout.trim();
    symlinkSync(found, join(place, tool));
  }
  const answer = runCheck("npm-bundled", ["/bin/sh", "./check.sh"], {
    TASKOTRON_ITEM: "foo-1.0.0",
    PATH: place,
  });
  assert.match(answer.bailout ?? "", /^grep is not installed/);
  assert.equal(answer.status, 1);
});

for (const shell of [["dash"], ["busybox", "sh"], ["bash", "--posix"]] as const)
  test(`${shell.join(" ")} gives the same answer`, needsProgram(shell[0]), () => {
    const root = makePackage({
      "package.json": manifest("foo"),
      "a.js": "// node_modules/bar/a.js\n/*! jQuery v3.5.1 */\n",
      "vendor/x/package.json": manifest("x"),
    });
    assert.equal(check(root, [...shell]).text, check(root).text);
    assert.equal(findingsOf(check(root)).length, 5);
  });

test("shellcheck has nothing to say", needsProgram("shellcheck"), () => {
  const folder = join(ROOT, "tasks/npm-bundled");
  const files = globSync("*.sh", { cwd: folder });
  assert.equal(files.length, 3);
  assert.equal(spawnSync("shellcheck", ["-x", ...files], { cwd: folder, encoding: "utf8" }).stdout, "");
});
