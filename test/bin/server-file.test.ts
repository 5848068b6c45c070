import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { findServer, writeServerNote } from "../../bin/server-file.ts";

const folderFor = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "server-file-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test("a server that lives is found by its data folder", (t) => {
  const data = folderFor(t);
  const note = { address: "http://localhost:8080", pid: process.ppid };
  writeServerNote(data, note);
  assert.deepEqual(findServer(data), note);
});

test("the note of a killed server with this process's own number is left over: a container's numbers repeat", (t) => {
  const data = folderFor(t);
  writeServerNote(data, { address: "http://localhost:8080", pid: process.pid });
  assert.equal(findServer(data), undefined);
});

test("a folder without a note has no server", (t) => {
  assert.equal(findServer(folderFor(t)), undefined);
});
