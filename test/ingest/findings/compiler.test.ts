import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { compiler } from "../../../ingest/findings/compiler.ts";

suite("lines of compilers that are findings", () => {
  for (const [line, severity, subject, tag, message] of [
    [
      "src/a.c:12:5: warning: unused variable 'x' [-Wunused-variable]",
      "warning",
      "src/a.c:12:5",
      "unused-variable",
      "unused variable 'x'",
    ],
    ["src/a.c:12: error: 'y' undeclared", "error", "src/a.c:12", null, "'y' undeclared"],
    [
      "a.h:1:10: fatal error: b.h: No such file or directory",
      "error",
      "a.h:1:10",
      null,
      "b.h: No such file or directory",
    ],
    [
      "a.sh:3:1: note: Double quote to prevent globbing. [SC2086]",
      "info",
      "a.sh:3:1",
      "SC2086",
      "Double quote to prevent globbing.",
    ],
  ] as const)
    test(line, () => assert.deepEqual(compiler(line), { severity, tag, message, subject }));
});

suite("lines that are none", () => {
  for (const line of [
    "make: *** [all] error: 2",
    "12:30:45: error: clock",
    "error: no file",
    "a.c: In function 'main':",
  ])
    test(line, () => assert.equal(compiler(line), null));
});
