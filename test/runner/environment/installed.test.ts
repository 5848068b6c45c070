import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { test } from "node:test";
import { missingOf } from "../../../runner/environment/installed.ts";

const run = async (file: string, args: readonly string[]) => {
  const { stdout } = await promisify(execFile)(file, args, { encoding: "utf8" });
  return { exitCode: 0, text: stdout };
};

test("a path that exists, a program and an installed package need nothing", async () => {
  assert.deepEqual(await missingOf(run, ["/bin/sh", "sh", "env >= 1.0"]), []);
});

test("what is nowhere is missing, also where the shell has something of its name", async () => {
  assert.deepEqual(await missingOf(run, ["/no/such/file", "no-such-package", "sh", "export"]), [
    "/no/such/file",
    "no-such-package",
    "export",
  ]);
});
