import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { DATA, needsData, needsProgram } from "../support/needs.ts";
import { buildRpm } from "./build-rpm.ts";
import { findingsOf, makeTree, onlyPython, runCheck, type Answer } from "./run-check.ts";

const tools = {
  skip: ["rpm2cpio", "rpmbuild", "gcc"].map((name) => needsProgram(name).skip).find(Boolean) ?? false,
};

const check = (item: string): Answer =>
  runCheck("bundling", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: item,
    TASKOTRON_TYPE: "koji_build",
    TASKOTRON_ARCH: "noarch",
  });

const ZLIB_CODE = `const char deflate_copyright[] = " deflate 1.2.11 Copyright 1995-2017 Jean-loup Gailly and Mark Adler ";
int main(void) { return deflate_copyright[1] == 'x'; }
`;

/** A package with one program. */
const program = (name: string, code: string, tags = ""): string =>
  buildRpm({
    name,
    tags,
    arch: "x86_64",
    files: { "main.c": code },
    install: "mkdir -p usr/bin; gcc -o usr/bin/prog %{SOURCE0}",
  });

suite("copies of libraries are found by content", tools, () => {
  test("in a program, whatever it is called", () => {
    const answer = check(program("foo", ZLIB_CODE));
    assert.equal(answer.points[0]?.block["outcome"], "FAILED");
    assert.deepEqual(findingsOf(answer), [
      "error bundled-library a copy of zlib 1.2.11, without Provides: bundled(zlib)",
    ]);
  });

  test("a copy that is declared is INFO, and a library at home is no copy", () => {
    const declared = check(program("foo", ZLIB_CODE, "Provides: bundled(zlib) = 1.2.11"));
    assert.equal(declared.points[0]?.block["outcome"], "INFO");
    assert.deepEqual(findingsOf(declared), [
      "info bundled-declared a copy of zlib 1.2.11, declared by bundled(zlib)",
    ]);
    assert.equal(check(program("zlib", ZLIB_CODE)).points[0]?.block["outcome"], "PASSED");
  });

  test("what a user of a library gets from its headers is no copy", () => {
    const code = `const char *v[] = {"1.2.11", "OpenSSL 1.1.1k  25 Mar 2021", "1.6.37", "SQLite format 3", "libcurl/7.1"};
int main(int c, char **a) { return v[c] == a[0]; }`;
    assert.deepEqual(findingsOf(check(program("foo", code))), []);
  });

  test("in scripts that are shipped as they are", () => {
    const answer = check(
      buildRpm({
        name: "foo",
        install: `mkdir -p usr/share/foo
printf '/*! jQuery v3.4.1 | (c) JS Foundation */\\n' > usr/share/foo/a.js
printf '"""Utilities for writing code that runs on Python 2 and 3"""\\n' > usr/share/foo/b.py`,
      }),
    );
    assert.deepEqual(findingsOf(answer).toSorted(), [
      "error bundled-library a copy of jquery 3.4.1, without Provides: bundled(jquery)",
      "error bundled-library a copy of python-six, without Provides: bundled(python-six)",
    ]);
  });

  test("in the archives of a source package, where it is no more than INFO", () => {
    const files = {
      "foo-1/third/x.h":
        "/* zlib.h -- interface of the 'zlib' general purpose compression library\n  version 1.2.8, */\n",
    };
    const archive = spawnSync("tar", ["-cz", "foo-1"], { cwd: makeTree(files) }).stdout;
    const answer = check(buildRpm({ name: "foo", kind: "-bs", files: { "foo.tgz": archive } }));
    assert.equal(answer.points[0]?.block["outcome"], "INFO");
    assert.deepEqual(findingsOf(answer), ["warning bundled-source a copy of zlib 1.2.8 is in the sources"]);
    const broken = check(buildRpm({ name: "foo", kind: "-bs", files: { "foo.tgz": "no archive" } }));
    assert.equal(broken.points[0]?.block["outcome"], "NEEDS_INSPECTION");
  });

  test("in the real library under another name", (context) => {
    const libraries = [
      ["zlib", "libz.so.1"],
      ["bzip2", "libbz2.so.1.0"],
      ["expat", "libexpat.so.1"],
      ["sqlite", "libsqlite3.so.0"],
      ["openssl", "libcrypto.so.3"],
    ].flatMap(([name = "", file = ""]) => {
      const path = ["/usr/lib", "/lib"]
        .map((top) => `${top}/x86_64-linux-gnu/${file}`)
        .find((each) => existsSync(each));
      return path === undefined ? [] : [{ name, path }];
    });
    if (libraries.length === 0) context.skip("none of the libraries is where Debian has it");
    for (const { name, path } of libraries) {
      const answer = check(buildRpm({ name: "foo", install: `cp -L ${path} usr/share/foo/data.bin` }));
      assert.match(
        findingsOf(answer).join(),
        new RegExp(`^error bundled-library a copy of ${name}( |,)`),
        path,
      );
    }
  });

  test("hostile names change neither the TAP nor the YAML around them", () => {
    const files = { "a\n  ...\nnot ok 7 # SKIP \u001b[31m\u2028.js": "/*! jQuery v3.4.1 */\n" };
    const archive = spawnSync("tar", ["-cz", "."], { cwd: makeTree(files) }).stdout;
    const answer = check(buildRpm({ name: "foo", kind: "-bs", files: { "foo.tar.gz": archive } }));
    assert.equal(findingsOf(answer).length, 1);
    assert.doesNotMatch(answer.text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]/);
  });
});

test("an RPM that cannot be read needs a look", needsProgram("rpm2cpio"), () => {
  const answer = check(makeTree({ "broken-1-1.noarch.rpm": "no rpm" }));
  assert.equal(answer.points[0]?.block["outcome"], "NEEDS_INSPECTION");
  assert.deepEqual(findingsOf(answer), ["error unreadable not an RPM file"]);
});

test(
  "the samples get an answer each",
  { skip: needsProgram("rpm2cpio").skip || needsData("rpms").skip },
  () => {
    const { points } = check(join(DATA, "rpms"));
    assert.equal(points.length, 46);
    assert.ok(points.every(({ block }) => ["PASSED", "INFO", "FAILED"].includes(String(block["outcome"]))));
  },
);

test("without rpm2cpio it bails out with how to install it", needsProgram("python3"), () => {
  const answer = runCheck("bundling", ["python3", "-B", "check.py"], {
    TASKOTRON_ITEM: "foo-1-1",
    PATH: onlyPython(),
  });
  assert.equal(answer.bailout, "rpm2cpio is not installed: apt install rpm2cpio (dnf install rpm)");
});
