import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { suite, test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { buildRpm } from "./build-rpm.ts";
import { findingsOf, makeTree, onlyPython, runCheck, type Answer } from "./run-check.ts";

const tools = {
  skip: ["abipkgdiff", "rpmbuild", "gcc"].map((name) => needsProgram(name).skip).find(Boolean) ?? false,
};

const STRUCT = "struct s { int a; }; int foo(struct s *x) { return x->a; }";

/** The code of each version of the library. */
const VERSIONS = {
  "1": `${STRUCT} int bar(void) { return 1; }`,
  "2~same": `${STRUCT} int bar(void) { return 2; }`,
  "2~added": `${STRUCT} int bar(void) { return 1; } int baz(void) { return 1; }`,
  "2~removed": STRUCT,
  "2~changed": `struct s { char z[8]; int a; }; int foo(struct s *x) { return x->a; } int bar(void) { return 1; }`,
} as const;

const library = (version: string, code: string): string =>
  buildRpm({
    name: "libfoo",
    version,
    arch: "x86_64",
    tags: "Provides: libfoo.so.1()(64bit)",
    files: { "foo.c": code },
    install:
      "mkdir -p usr/lib64; gcc -g -shared -fPIC -Wl,-soname,libfoo.so.1 -o usr/lib64/libfoo.so.1 %{SOURCE0}",
  });

/** A tree in koji's layout. */
const kojiRoot = (...rpms: readonly string[]): string => {
  const root = makeTree({ "packages/.keep": "" });
  for (const rpm of rpms) {
    const [, name, version, release] = /^(.*)-([^-]*)-([^-]*)\.\w+\.rpm$/.exec(basename(rpm)) ?? [];
    const folder = join(root, "packages", name ?? "", version ?? "", release ?? "", "x86_64");
    mkdirSync(folder, { recursive: true });
    copyFileSync(rpm, join(folder, basename(rpm)));
  }
  return root;
};

const check = (item: string, root?: string): Answer =>
  runCheck("abicheck", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "koji_build",
    TASKOTRON_ARCH: "noarch",
    HOME: makeTree({}),
    ...(root === undefined ? {} : { TASKOTRON_KOJI_ROOT: root }),
  });

suite("a library and its predecessor", tools, () => {
  const first = tools.skip ? "" : library("1", VERSIONS["1"]);

  const CASES = [
    ["2~same", "PASSED", []],
    ["2~added", "NEEDS_INSPECTION", ["info abi-added 'function int baz()' {baz}"]],
    ["2~removed", "FAILED", ["error abi-removed 'function int bar()' {bar}"]],
    [
      "2~changed",
      "NEEDS_INSPECTION",
      ["warning abi-changed 'function int foo(s*)' at foo.c:1:1 has some indirect sub-type changes:"],
    ],
  ] as const;

  for (const [version, outcome, findings] of CASES)
    test(`${version} is ${outcome}`, () => {
      const answer = check(`libfoo-${version}-1`, kojiRoot(first, library(version, VERSIONS[version])));
      assert.equal(answer.points[0]?.block["outcome"], outcome);
      assert.equal(answer.points[0].block["arch"], "x86_64");
      assert.deepEqual(findingsOf(answer), findings);
      assert.match(String(answer.points[0].block["summary"]), /since libfoo-1-1$/);
    });

  test("the highest lower build is the predecessor, by rpm's order", () => {
    const others = ["0.9", "10"].map((version) => library(version, STRUCT));
    const answer = check("libfoo-2-1", kojiRoot(first, library("2", VERSIONS["1"]), ...others));
    assert.match(String(answer.points[0]?.block["summary"]), /PASSED .* since libfoo-1-1$/);
  });

  test("a file is compared with what is in previous/ beside it", () => {
    const folder = makeTree({ "previous/.keep": "" });
    copyFileSync(first, join(folder, "previous", basename(first)));
    const item = join(folder, "new.rpm");
    copyFileSync(library("2", STRUCT), item);
    assert.equal(check(item).points[0]?.block["outcome"], "FAILED");
  });

  test("what has no predecessor, no library or no architecture is skipped with the reason", () => {
    assert.equal(check(first).points[0]?.skip, "no earlier build of libfoo to compare with");
    const [old, next] = ["1", "2"].map((version) => buildRpm({ name: "prog", version, arch: "x86_64" }));
    assert.equal(
      check("prog-2-1", kojiRoot(old ?? "", next ?? "")).points[0]?.skip,
      "prog-1-1 provides no shared library",
    );
    assert.equal(
      check(buildRpm({ name: "data" })).points[0]?.skip,
      "no package for a machine's architecture",
    );
  });

  test("a file that cannot be read needs a look", () => {
    const root = kojiRoot(first);
    const folder = join(root, "packages/libfoo/2/1/x86_64");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.rpm"), "no rpm");
    const answer = check("libfoo-2-1", root);
    assert.equal(answer.points[0]?.block["outcome"], "NEEDS_INSPECTION");
    assert.deepEqual(findingsOf(answer), ["error unreadable not an RPM file"]);
  });
});

test("without abipkgdiff it bails out with how to install it", needsProgram("python3"), () => {
  const answer = runCheck("abicheck", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-1-1",
    PATH: onlyPython(),
  });
  assert.equal(
    answer.bailout,
    "abipkgdiff is not installed: apt install abigail-tools (dnf install libabigail)",
  );
});
