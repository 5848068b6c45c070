import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { displayLine, LF, lineStarts } from "../../../../model/lines.ts";
import { LIMITS } from "../../../../model/limits.ts";
import { AppError } from "../../../../model/errors.ts";
import { logBytes } from "../../log/arbitrary.ts";
import { MAIN, openLogs, put, stored } from "./open-logs.ts";

const key = { runKey: 1, name: MAIN };

const naive = (bytes: Uint8Array): unknown[] =>
  lineStarts(bytes).map((start, index, starts) => {
    const end = starts[index + 1] ?? bytes.length;
    const line = bytes.subarray(start, bytes[end - 1] === LF ? end - 1 : end);
    return { number: index + 1, text: displayLine(line), offset: start };
  });

const logOf = (bytes: Uint8Array, closed = true) => {
  const open = openLogs();
  if (closed) put(open, 1, bytes);
  else open.logs.append({ ...key, offset: 0 }, bytes);
  return open;
};

for (const [name, bytes] of Object.entries({
  "CR before LF, lone CR, NUL, invalid UTF-8, no last LF": Buffer.from(
    "a\r\nb\rc\n\0\n\xff\xfe\n\x1b[1mend",
    "latin1",
  ),
  "100,000 empty lines": Buffer.alloc(100_000, "\n"),
  "one line": Buffer.from("x"),
}))
  for (const closed of [true, false])
    test(`lines and bytes of a ${closed ? "closed" : "growing"} log: ${name}`, () => {
      const open = logOf(bytes, closed);
      assert.deepEqual([...open.logs.readLines(key, 1, Infinity)], naive(bytes));
      assert.equal(open.logs.list(1)[0]?.lines, naive(bytes).length);
      assert.equal(stored(open, 1).compare(bytes), 0);
    });

test("any stretch of lines and bytes is what the whole log has there", () => {
  const log = fc
    .tuple(logBytes, fc.integer({ min: 1, max: 400 }))
    .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)));
  fc.assert(
    fc.property(log, fc.boolean(), fc.nat(), fc.nat({ max: 700 }), (bytes, closed, from, count) => {
      if (bytes.length === 0) return;
      const { logs } = logOf(bytes, closed);
      const lines = naive(bytes);
      const first = 1 + (from % lines.length);
      assert.deepEqual([...logs.readLines(key, first, count)], lines.slice(first - 1, first - 1 + count));
      const start = from % bytes.length;
      const part = Buffer.concat([...logs.readBytes(key, start, start + count)]);
      assert.equal(part.compare(bytes.subarray(start, start + count)), 0);
    }),
    { numRuns: 60 },
  );
});

test("a line of 1 MB comes in pieces of its number that make up the line", () => {
  const long = "0123456789abcde ".repeat(1 << 16);
  const { logs } = logOf(Buffer.from(`first\n${long}\nlast\n`));
  const lines = [...logs.readLines(key, 2, 1)];
  assert.deepEqual(new Set(lines.map(({ number }) => number)), new Set([2]));
  assert.equal(lines.map(({ text }) => text).join(""), long);
  assert.ok(lines.every(({ text }) => text.length <= LIMITS.line));
  assert.deepEqual(
    [...logs.readLines(key, 3, 5)],
    [{ number: 3, text: "last", offset: 6 + long.length + 1 }],
  );
});

test("a log may grow and be closed while it is read", () => {
  const bytes = Buffer.from("0123456789\n".repeat(20_000));
  const { logs } = openLogs();
  logs.append({ ...key, offset: 0 }, bytes.subarray(0, 100_000));
  const read: Uint8Array[] = [];
  for (const part of logs.readBytes(key, 0, Infinity)) {
    read.push(part);
    if (read.length === 1) logs.append({ ...key, offset: 100_000 }, bytes.subarray(100_000));
    if (read.length === 2) logs.close(1);
  }
  assert.equal(Buffer.concat(read).compare(bytes), 0);
});

test("a log that is not there is not found", () => {
  const { logs } = openLogs();
  const missing = (error: unknown): boolean => error instanceof AppError && error.code === "not-found";
  assert.throws(() => logs.readLines(key, 1, 1), missing);
  assert.throws(() => logs.readBytes(key, 0, 1), missing);
  assert.throws(() => logs.proposeIn(key, null), missing);
});
