import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LIMITS } from "../../model/limits.ts";
import { SANDBOX_KINDS } from "../../runner/sandbox/sandbox.ts";

const page = readFileSync("docs/sandbox.md", "utf8");

const rows = [...page.matchAll(/^\| `(\w+)` +\| ([^|]+?) +\|/gm)].map(([, name, most]) => [
  name ?? "",
  most ?? "",
]);

const HOUR = 3600_000;

const asText: Readonly<Record<string, (limit: number) => string>> = {
  wall: (ms) => `${ms / HOUR} h`,
  idle: (ms) => `${ms / 60_000} min`,
  output: (bytes) => `${bytes / 2 ** 30} GiB`,
  cpu: (ms) => `${ms / HOUR} h`,
  memory: (bytes) => `${bytes / 2 ** 30} GiB`,
  processes: String,
  fileSize: (bytes) => `${bytes / 2 ** 30} GiB`,
  disk: (bytes) => `${bytes / 2 ** 30} GiB`,
};

test("docs/sandbox.md tells each limit of a task as the code has it", () => {
  const told = rows.filter(([name = ""]) => name in asText);
  const expected = Object.entries(asText).map(([name, text]) => [
    name,
    text(LIMITS[name as keyof typeof LIMITS]),
  ]);
  assert.deepEqual(told, expected);
  assert.ok(page.includes(`after ${LIMITS.grace / 1000} seconds, SIGKILL`));
  assert.ok(page.includes(`${LIMITS.reserve / 2 ** 20} MiB are left`));
});

test("docs/sandbox.md tells each kind of sandbox, and no other", () => {
  const kinds = rows.map(([name]) => name).filter((name = "") => !(name in asText));
  assert.deepEqual(kinds, [...SANDBOX_KINDS]);
});
