import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openStore } from "../../store/open.ts";

const now = (): number => 0;

const ownFolder = (context: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-open-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test("a folder that is missing is made, and its store opened", async (context) => {
  const folder = join(ownFolder(context), "deep", "er");
  await using store = await openStore(`sqlite:${folder}`, { now });
  await store.checkWritable();
  assert.ok(existsSync(join(folder, "taskotron.db")));
});

test("addresses of no store are wrong settings", async () => {
  for (const url of [
    "",
    "data",
    "redis://host",
    "sqlite:",
    "http://",
    "https://host/Upper",
    "https://user@host",
    "http://host:99999",
    "constructor:",
  ])
    await assert.rejects(openStore(url, { now }), { code: "setting" }, url);
});

test("a folder that cannot be made is told", async (context) => {
  const file = join(ownFolder(context), "file");
  writeFileSync(file, "");
  await assert.rejects(openStore(`sqlite:${file}/data`, { now }), { code: "store" });
});

test("a file that is no database is told", async (context) => {
  const folder = ownFolder(context);
  writeFileSync(join(folder, "taskotron.db"), "not a database, whatever its name may say".repeat(100));
  await assert.rejects(openStore(`sqlite:${folder}`, { now }), { code: "store" });
});

test("opening a store writes nothing to the terminal", (context) => {
  const open = join(import.meta.dirname, "../../store/open.ts");
  const script = `const { openStore } = await import(${JSON.stringify(open)});
    await (await openStore("sqlite:" + process.argv[1], { now: Date.now }))[Symbol.asyncDispose]();`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", script, ownFolder(context)],
    { encoding: "utf8" },
  );
  assert.deepEqual([status, stdout, stderr], [0, "", ""]);
});
