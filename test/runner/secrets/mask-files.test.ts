import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeMasks } from "../../../runner/secrets/masks.ts";
import { maskFiles } from "../../../runner/secrets/mask-files.ts";

test("text files are masked, other files with a secret go, and links are left alone", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-secrets-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => join(folder, name);
  mkdirSync(file("artifacts/deep"), { recursive: true });
  writeFileSync(file("outside"), "hunter2-correct");
  symlinkSync(file("outside"), file("artifacts/link"));
  writeFileSync(file("artifacts/deep/a.txt"), "the password is hunter2-correct, and long\n");
  writeFileSync(file("artifacts/b.bin"), "\0\x01hunter2-correct");
  writeFileSync(file("artifacts/clean.bin"), "\0\x01");
  const told = await maskFiles(file("artifacts"), makeMasks([Buffer.from("hunter2-correct")]));
  assert.deepEqual(told.toSorted(), [
    "b.bin holds a secret among bytes that are no text, and was removed",
    "deep/a.txt held a secret, which was masked",
  ]);
  assert.equal(readFileSync(file("artifacts/deep/a.txt"), "utf8"), "the password is ***, and long\n");
  assert.equal(existsSync(file("artifacts/b.bin")), false);
  assert.equal(existsSync(file("artifacts/clean.bin")), true);
  assert.equal(readFileSync(file("outside"), "utf8"), "hunter2-correct");
});
