import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { AppError } from "../../model/errors.ts";
import { openQueue } from "../../queue/open.ts";

const isError = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === code && text.test(error.message);

test("an address that is no queue is a wrong setting, and says what was expected", async () => {
  await assert.rejects(
    openQueue("redis://host/x", { now: Date.now }),
    isError("setting", /expected a number/),
  );
  await assert.rejects(openQueue("sqlite:", { now: Date.now }), isError("setting", /expected sqlite:FOLDER/));
  await assert.rejects(openQueue("/tmp/x", { now: Date.now }), isError("setting", /expected sqlite:FOLDER/));
});

test("a file that is no queue is named", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-queue-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, "queue.db"),
    "this is not a database, and long enough to be looked at as one".repeat(20),
  );
  await assert.rejects(
    openQueue(`sqlite:${folder}`, { now: Date.now }),
    isError("store", /queue\.db cannot be opened/),
  );
});
