import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DATA, needsData } from "../../support/needs.ts";
import { readPoint } from "./read.ts";

const TALK = readFileSync(join(import.meta.dirname, "../../fixtures/tap/talk.tap"), "utf8");

test("the talk's own block is one result with its five log lines and four findings", () => {
  const result = readPoint(TALK);
  assert.equal(result.check, "rpmlint");
  assert.equal(result.item, "datagrepper-0.4.2-1.fc21.noarch.rpm");
  assert.equal(result.type, "koji_build");
  assert.equal(result.outcome, "PASSED");
  assert.equal(result.note, "RPMLINT PASSED for datagrepper-0.4.2-1.fc21.noarch.rpm");
  assert.deepEqual(result.data, {});
  const lines = TALK.split("\n").slice((result.log?.first_line ?? 0) - 1, result.log?.last_line);
  assert.equal(lines.length, 5);
  assert.match(lines[0] ?? "", /^ {6}datagrepper.noarch: W: spelling-error Summary/);
  assert.match(lines[4] ?? "", /1 packages and 0 specfiles checked; 0 errors, 4 warnings\.$/);
  assert.deepEqual(
    result.findings?.map(({ line }) => line),
    [7, 8, 9, 10],
  );
  assert.deepEqual(result.findings?.[0], {
    severity: "warning",
    tag: "spelling-error",
    message: "Summary(en_US) webapp -> web app, web-app, weapon",
    subject: "datagrepper.noarch",
    line: 7,
  });
});

test("the fixture is the talk's text", needsData("../reference/the-talk.txt"), () => {
  const talk = readFileSync(join(DATA, "../reference/the-talk.txt"), "utf8");
  assert.ok(talk.includes(TALK));
});
