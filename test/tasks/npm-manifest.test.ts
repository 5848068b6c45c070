import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsOf, makePackage, runCheck, tagsOf, type Answer } from "./run-check.ts";

const MIT = "Permission is hereby granted, free of charge, to any person";

const GOOD = {
  name: "foo",
  version: "1.0.0",
  description: "x",
  license: "MIT",
  homepage: "https://example.org",
  repository: "github:x/foo",
  engines: { node: ">=20" },
  main: "./lib",
};

type Fields = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string>>;

const check = (root: string, item = "foo-1.0.0"): Answer =>
  runCheck("npm-manifest", ["node", "check.mjs"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "npm_package",
    TASKOTRON_NPM_ROOT: root,
  });

const checkFields = (fields: Fields, files: Files = {}): Answer =>
  check(
    makePackage({
      "package.json": JSON.stringify({ ...GOOD, ...fields }),
      LICENSE: MIT,
      "lib/index.js": "",
      ...files,
    }),
  );

test("a sound package passes, with a block in the form of the talk", () => {
  const { text, status } = checkFields({});
  assert.equal(status, 0);
  assert.equal(
    text,
    `TAP version 13
1..1
ok - npm-manifest for npm package foo-1.0.0
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

test("an error fails the package, and each finding has severity, tag, message and subject", () => {
  const { text } = checkFields({ bin: { foo: "./bin/foo.js" } });
  assert.equal(
    text,
    `TAP version 13
1..1
not ok - npm-manifest for npm package foo-1.0.0
  ---
  details:
    output: |
      package.json: E: bin-missing-file bin foo: ./bin/foo.js is not there
      FAILED: 1 error, 0 warnings, 0 notes
  item: "foo-1.0.0"
  outcome: FAILED
  summary: "FAILED: 1 error, 0 warnings, 0 notes"
  type: "npm_package"
  findings:
    - severity: error
      tag: bin-missing-file
      message: "bin foo: ./bin/foo.js is not there"
      subject: "package.json"
  ...
`,
  );
});

const CASES: readonly (readonly [what: string, fields: Fields, files: Files, tags: readonly string[]])[] = [
  ["no licence", { license: undefined }, {}, ["error license-missing"]],
  ["an unknown licence id", { license: "MIT OR Mine" }, {}, ["error license-not-spdx"]],
  ["a broken licence expression", { license: "(MIT" }, {}, ["error license-not-spdx"]],
  ["a licence with an exception", { license: "(MIT OR GPL-2.0-only WITH Classpath-exception-2.0)" }, {}, []],
  ["a deprecated id", { license: "MIT OR GPL-2.0" }, {}, ["warning license-deprecated-id"]],
  ["an old licence object", { license: { type: "MIT" } }, {}, ["warning license-old-form"]],
  ["a text that says otherwise", { license: "Apache-2.0" }, {}, ["error license-contradicts-file"]],
  ["UNLICENSED", { license: "UNLICENSED" }, {}, ["warning license-none-granted"]],
  [
    "a licence file that is named and absent",
    { license: "SEE LICENSE IN X" },
    {},
    ["error license-file-missing"],
  ],
  ["a main that is not there", { main: "./gone.js" }, {}, ["error main-missing-file"]],
  [
    "a main that index.js stands in for",
    { main: "./gone" },
    { "index.js": "" },
    ["warning main-missing-file"],
  ],
  ["a path that leaves the package", { main: "../x.js" }, {}, ["error path-outside-package"]],
  ["types that are not there", { types: "./a.d.ts" }, {}, ["error types-missing-file"]],
  ["types without their ending", { types: "./a" }, { "a.d.ts": "" }, []],
  ["a bin without #!", { bin: "./b.js" }, { "b.js": "1" }, ["warning bin-without-shebang"]],
  [
    "a #! line that ends in CR LF",
    { bin: "./b.js" },
    { "b.js": "#!/usr/bin/env node\r\n" },
    ["error bin-shebang-crlf"],
  ],
  [
    "an export that is not there",
    { exports: { ".": { import: "./a.mjs" } } },
    {},
    ["error exports-missing-file"],
  ],
  ["an export outside", { exports: { ".": "lib/index.js" } }, {}, ["error exports-bad-target"]],
  ["an export pattern", { exports: { "./*": "./lib/*.js" } }, {}, []],
  [
    "an export pattern for nothing",
    { exports: { "./*": "./x/*.js" } },
    {},
    ["warning exports-matches-nothing"],
  ],
  ["null closes an export", { exports: { ".": "./lib/index.js", "./x/*": null } }, {}, []],
  ["mixed exports", { exports: { ".": "./lib/index.js", import: null } }, {}, ["error exports-mixed-keys"]],
  ["an install script", { scripts: { postinstall: "node x" } }, {}, ["warning install-script"]],
  ["a hidden install script", {}, { "binding.gyp": "{}" }, ["warning install-script"]],
  ["engines that are no range", { engines: { node: "newest" } }, {}, ["error engines-bad-range"]],
  [
    "engines in every notation",
    { engines: { node: "^18.1 || >= 20 <23 || 1 - 2 || 24.x", npm: "*" } },
    {},
    [],
  ],
  ["old engines", { engines: ["node"] }, {}, ["warning engines-old-form"]],
  [
    "a dependency from git",
    { dependencies: { a: "git+https://x/y.git" } },
    {},
    ["warning dependency-from-elsewhere"],
  ],
  ["a dependency on anything", { dependencies: { a: "*" } }, {}, ["warning dependency-on-anything"]],
  ["a dependency on itself", { dependencies: { foo: "^1" } }, {}, ["error dependency-on-itself"]],
  [
    "a name that cannot be published",
    { name: "Foo" },
    {},
    ["error name-invalid", "warning name-differs-from-folder"],
  ],
  [
    "nothing about itself",
    { homepage: "", repository: {} },
    {},
    ["info repository-missing", "info homepage-missing"],
  ],
];

for (const [what, fields, files, tags] of CASES)
  test(`${what}: ${tags.join(", ") || "no finding"}`, () => {
    assert.deepEqual(tagsOf(checkFields(fields, files)), tags);
  });

test("notes alone pass, warnings are INFO, errors are FAILED", () => {
  const outcome = (fields: Fields) => checkFields(fields).points[0]?.block["outcome"];
  assert.equal(outcome({ homepage: "" }), "PASSED");
  assert.equal(outcome({ license: { type: "MIT" } }), "INFO");
  assert.equal(outcome({ main: "./gone" }), "FAILED");
});

test("a licence file is missed where there is none", () => {
  const root = makePackage({ "package.json": JSON.stringify(GOOD), "lib/index.js": "" });
  assert.deepEqual(tagsOf(check(root)), ["warning license-file-missing"]);
});

test("a manifest that is no JSON, no object, or not there is a finding", () => {
  assert.deepEqual(tagsOf(check(makePackage({ "package.json": "{name: 1}" }))), ["error manifest-not-json"]);
  assert.deepEqual(tagsOf(check(makePackage({ "package.json": "[1]" }))), ["error manifest-not-an-object"]);
  assert.deepEqual(tagsOf(check(makePackage({ "index.js": "" }))), ["error manifest-missing"]);
});

test("hostile manifests change neither the TAP nor the YAML around them", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "\u001b[31mred\u001b[0m\u0007",
    "x\n  ...\nnot ok 2 - injected\n1..5\nBail out! no",
    '"quoted" \\ # SKIP : - [a, {b',
    "\ud800 \u202e \u2028 \ufeff \u0085",
    "n".repeat(1_000_000),
  ];
  for (const text of hostile) {
    const answer = checkFields({
      name: text,
      license: text,
      main: text,
      bin: { [text]: text },
      engines: { node: text },
    });
    assert.equal(answer.points.length, 1);
    assert.equal(answer.points[0]?.block["item"], "foo-1.0.0");
    assert.ok(findingsOf(answer).length >= 4, answer.text);
    assert.ok(answer.text.length < 20_000);
    assert.doesNotMatch(answer.text, /[^\n\x20-\x7e\u00a0-\u200d\u2010-\u2027\u2030-\uffff]/);
  }
});

test("an item with TAP and YAML in its name stays one item", () => {
  const name = "foo # SKIP";
  const item = `${name}-1.0.0`;
  const root = makePackage({});
  const answer = check(root, item);
  assert.match(answer.bailout ?? "", /^foo # SKIP-1\.0\.0 is not installed under /);
  assert.equal(answer.status, 1);
});

test("a package that is not installed bails out, and so does a run without an item", () => {
  const root = makePackage({ "package.json": JSON.stringify(GOOD) });
  for (const item of ["foo-1.0.1", "bar-1.0.0", "../foo-1.0.0", "foo"]) {
    const answer = check(root, item);
    assert.match(answer.bailout ?? "", /is not installed under .*: set TASKOTRON_NPM_ROOT/);
    assert.equal(answer.status, 1);
  }
  assert.match(check(root, "").bailout ?? "", /^no item/);
});

test("a package's version is told from others of its name, nested ones too", () => {
  const manifest = (version: string) => JSON.stringify({ ...GOOD, version, homepage: "" });
  const root = makePackage({
    "package.json": manifest("1.0.0"),
    "../@s/bar/node_modules/foo/package.json": manifest("2.0.0-rc-1.2"),
  });
  assert.equal(check(root, "foo-2.0.0-rc-1.2").points[0]?.block["item"], "foo-2.0.0-rc-1.2");
  assert.equal(check(root, "foo-3.0.0").points.length, 0);
});
