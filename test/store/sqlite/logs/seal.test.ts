import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { AppError } from "../../../../model/errors.ts";
import { Logs } from "../../../../store/sqlite/logs/logs.ts";
import { logFile, MAIN, openLogs, put, sealOf, stored } from "./open-logs.ts";

const bytes = Buffer.from("0123456789\n".repeat(20_000));
const place = { runKey: 1, name: MAIN, offset: 0 };

const refused =
  (code: string, fields: Record<string, unknown> = { log: MAIN }) =>
  (error: unknown): true => {
    assert.ok(error instanceof AppError);
    assert.deepEqual([error.code, error.fields], [code, fields]);
    return true;
  };

test("a log that arrived as it was sealed is closed with its sha256, and again", () => {
  const open = openLogs();
  put(open, 1, bytes);
  assert.deepEqual(open.logs.list(1), [sealOf(bytes)]);
  open.logs.verifyAndClose(1, [sealOf(bytes)]);
  assert.equal(stored(open, 1).compare(bytes), 0);
});

test("an empty log is made by its seal", () => {
  const open = openLogs();
  open.logs.verifyAndClose(1, [sealOf(new Uint8Array(), "empty.log")]);
  assert.deepEqual(open.logs.list(1), [sealOf(new Uint8Array(), "empty.log")]);
  assert.deepEqual([...open.logs.readLines({ runKey: 1, name: "empty.log" }, 1, 10)], []);
});

test("missing bytes are asked for, and nothing is closed", () => {
  const { logs } = openLogs();
  logs.append(place, bytes.subarray(0, 100));
  logs.append({ ...place, name: "a.log" }, bytes);
  const seal = [sealOf(bytes, "a.log"), sealOf(bytes)];
  assert.throws(() => logs.verifyAndClose(1, seal), refused("log-gap", { log: MAIN, next: 100 }));
  assert.deepEqual(
    logs.list(1).map(({ sha256 }) => sha256),
    [null, null],
  );
});

test("a log that never arrived is asked for from its first byte", () => {
  const { logs } = openLogs();
  assert.throws(() => logs.verifyAndClose(1, [sealOf(bytes)]), refused("log-gap", { log: MAIN, next: 0 }));
});

test("more bytes, other lines, another sha256 and a log that the seal does not name are a mismatch", () => {
  const { logs } = openLogs();
  logs.append(place, bytes);
  const seal = sealOf(bytes);
  for (const sealed of [
    [sealOf(bytes.subarray(0, -1))],
    [{ ...seal, lines: seal.lines + 1 }],
    [{ ...seal, sha256: "0".repeat(64) }],
    [],
  ])
    assert.throws(() => logs.verifyAndClose(1, sealed), refused("seal-mismatch"));
});

test("an empty log with another sha256 is a mismatch", () => {
  const { logs } = openLogs();
  const sealed = { ...sealOf(new Uint8Array()), sha256: "0".repeat(64) };
  assert.throws(() => logs.verifyAndClose(1, [sealed]), refused("seal-mismatch"));
});

test("after a restart the hash is computed from what is stored", (t) => {
  const file = logFile(t);
  const first = new DatabaseSync(file);
  new Logs(first).append(place, bytes.subarray(0, 150_000));
  first.close();
  const second = new DatabaseSync(file);
  const logs = new Logs(second);
  logs.append({ ...place, offset: 150_000 }, bytes.subarray(150_000));
  logs.verifyAndClose(1, [sealOf(bytes)]);
  assert.equal(logs.list(1)[0]?.sha256, sealOf(bytes).sha256);
  second.close();
});

test("what a rollback took back is not in the hash", () => {
  const { db, logs } = openLogs();
  logs.append(place, bytes.subarray(0, 1000));
  db.exec("BEGIN");
  logs.append({ ...place, offset: 1000 }, Buffer.from("lost"));
  db.exec("ROLLBACK");
  logs.append({ ...place, offset: 1000 }, bytes.subarray(1000));
  logs.verifyAndClose(1, [sealOf(bytes)]);
});

test("a run whose runner is lost is closed as far as its logs arrived", () => {
  const open = openLogs();
  open.logs.append(place, bytes.subarray(0, 70_005));
  open.logs.close(1);
  assert.deepEqual(open.logs.list(1), [sealOf(bytes.subarray(0, 70_005))]);
  assert.equal(stored(open, 1).length, 70_005);
});
