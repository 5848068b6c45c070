import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AppError } from "../../../../model/errors.ts";
import { LIMITS } from "../../../../model/limits.ts";
import { logBytes } from "../../log/arbitrary.ts";
import { MAIN, openLogs, put, sealOf, stored } from "./open-logs.ts";

const at = (offset: number) => ({ runKey: 1, name: MAIN, offset });

const refused =
  (code: string, fields: Record<string, unknown> = { log: MAIN }) =>
  (error: unknown): true => {
    assert.ok(error instanceof AppError);
    assert.deepEqual([error.code, error.fields], [code, fields]);
    return true;
  };

test("a log grows by its parts and is there to be read at once", () => {
  const open = openLogs();
  assert.equal(open.logs.append(at(0), Buffer.from("one\ntw")), 6);
  assert.equal(open.logs.append(at(6), Buffer.from("o\n")), 8);
  assert.deepEqual(open.logs.list(1), [{ name: MAIN, bytes: 8, lines: 2, sha256: null }]);
  assert.equal(stored(open, 1).toString(), "one\ntwo\n");
});

test("bytes that are stored already are accepted, with more behind them or less", () => {
  const open = openLogs();
  open.logs.append(at(0), Buffer.from("one\ntwo\n"));
  assert.equal(open.logs.append(at(0), Buffer.from("one\ntwo\n")), 8);
  assert.equal(open.logs.append(at(2), Buffer.from("e\nt")), 8);
  assert.equal(open.logs.append(at(4), Buffer.from("two\nthree\n")), 14);
  assert.equal(open.logs.append(at(3), new Uint8Array()), 14);
  assert.equal(stored(open, 1).toString(), "one\ntwo\nthree\n");
});

test("repeats are compared across blocks and the unfinished end", () => {
  const open = openLogs();
  const bytes = Buffer.from("0123456789\n".repeat(20_000));
  open.logs.append(at(0), bytes);
  assert.equal(open.logs.append(at(1000), bytes.subarray(1000)), bytes.length);
  const other = Buffer.from(bytes);
  other[150_000] = 0x21;
  assert.throws(() => open.logs.append(at(1000), other.subarray(1000)), refused("log-conflict"));
});

test("other bytes in a stored range are a conflict and change nothing", () => {
  const open = openLogs();
  open.logs.append(at(0), Buffer.from("one\n"));
  assert.throws(() => open.logs.append(at(2), Buffer.from("E\ntwo\n")), refused("log-conflict"));
  assert.equal(stored(open, 1).toString(), "one\n");
});

test("a gap is refused with the offset that is expected", () => {
  const open = openLogs();
  assert.throws(() => open.logs.append(at(1), Buffer.from("x")), refused("log-gap", { log: MAIN, next: 0 }));
  open.logs.append(at(0), Buffer.from("one\n"));
  assert.throws(() => open.logs.append(at(9), Buffer.from("x")), refused("log-gap", { log: MAIN, next: 4 }));
});

test("no log is made for no bytes", () => {
  const open = openLogs();
  assert.equal(open.logs.append(at(0), new Uint8Array()), 0);
  assert.deepEqual(open.logs.list(1), []);
});

test("a log that is closed takes repeats and nothing new", () => {
  const open = openLogs();
  put(open, 1, Buffer.from("one\n"));
  assert.equal(open.logs.append(at(0), Buffer.from("one\n")), 4);
  assert.throws(() => open.logs.append(at(4), Buffer.from("x")), refused("run-closed"));
});

test("a log over the limit is refused", () => {
  const open = openLogs();
  open.logs.append(at(0), Buffer.from("one\n"));
  open.db.prepare("UPDATE log SET bytes = ?").run(LIMITS.log - 1);
  assert.throws(() => open.logs.append(at(LIMITS.log - 1), Buffer.from("xy")), refused("too-large"));
});

test("however a log is shipped, with repeats in between, the same rows are stored", () => {
  const rows = (parts: readonly (readonly [number, number])[], bytes: Uint8Array): unknown => {
    const open = openLogs(4);
    let next = 0;
    for (const [length, back] of parts) {
      const offset = Math.max(0, next - back);
      next = open.logs.append(at(offset), bytes.subarray(offset, Math.max(next, offset + length)));
    }
    open.logs.append(at(next), bytes.subarray(next));
    open.logs.verifyAndClose(1, [sealOf(bytes)]);
    return ["log", "log_block", "log_pending", "log_segment", "log_posting"].map((table) =>
      open.db.prepare(`SELECT * FROM ${table}`).all(),
    );
  };
  const log = fc
    .tuple(logBytes, fc.integer({ min: 1, max: 1500 }))
    .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)).subarray(0, 300_000));
  const part = fc.tuple(fc.nat({ max: 90_000 }), fc.nat({ max: 500 }));
  fc.assert(
    fc.property(log, fc.array(part, { maxLength: 8 }), (bytes, parts) =>
      assert.deepEqual(rows(parts, bytes), rows([], bytes)),
    ),
    { numRuns: 40 },
  );
});
