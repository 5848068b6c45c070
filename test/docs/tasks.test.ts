import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

const ROOT = join(import.meta.dirname, "../..");
const TEXT = readFileSync(join(ROOT, "docs/tasks.md"), "utf8");

const fences = [...TEXT.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(([, language, role, text]) => ({
  language: language ?? "",
  role: role ?? "",
  text: text ?? "",
}));

/** A folder with the commands in it, for PATH. */
const commands = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "docs-bin-"));
  for (const name of ["runtask", "taskotron"]) {
    const script = `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/bin/${name}.ts" "$@"\n`;
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  }
  return folder;
};

test("the first check is written and run as the text says, and prints what the text says", () => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "docs-")));
  const env = { ...process.env, PATH: `${commands()}:${process.env["PATH"]}` };
  let printed = "";
  let compared = 0;
  for (const { role, text } of fences) {
    if (role.startsWith("file=")) {
      const path = join(place, role.slice("file=".length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } else if (role === "run") {
      const done = spawnSync("sh", ["-c", text], { cwd: place, env, encoding: "utf8" });
      assert.equal(done.status, 0, done.stderr);
      printed = done.stdout.replaceAll(place, "/…");
    } else {
      assert.equal(role, "output");
      assert.equal(printed, text);
      compared += 1;
    }
  }
  assert.equal(compared, 3);
});

test("docs/tasks.md lists every example and every language of a new task", () => {
  const examples = globSync("examples/*/", { cwd: ROOT });
  assert.ok(examples.length > 5);
  for (const folder of examples) assert.ok(TEXT.includes(`| [${folder}](../${folder}) |`), folder);
  const languages = /`--lang` has `([^`]+)`/.exec(TEXT)?.[1]?.split(" ") ?? [];
  assert.deepEqual([...languages].sort(), globSync("*/", { cwd: join(ROOT, "bin/templates") }).sort());
});
