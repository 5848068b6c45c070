import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";

const MODULE = join(import.meta.dirname, "../../bin/built.cjs");
const KEPT = `command.cjs.part.${process.version}.${process.arch}`;

/** A built command, which says how long it is and ends with the code that it is given. */
const builtCommand = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-built-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "command.cjs");
  const text =
    "process.exitCode = Number(process.env.CODE);\nconst said = () => `\\u2713 ${require('node:path').basename(__dirname)}`;\nconsole.log(said());\n";
  writeFileSync(file, text);
  const run = (code = 0) =>
    spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { runBuilt } from ${JSON.stringify(MODULE)}; runBuilt(${JSON.stringify(file)}, "part");`,
      ],
      { encoding: "utf8", env: { CODE: String(code) } },
    );
  return { folder, run, said: `✓ ${folder.split("/").at(-1)}\n` };
};

test("what a built command's first run called is kept compiled, and used by the next", (t) => {
  const { folder, run, said } = builtCommand(t);
  assert.equal(run().stdout, said);
  assert.deepEqual(readdirSync(folder).sort(), ["command.cjs", KEPT]);
  const kept = readFileSync(join(folder, KEPT));
  assert.ok(kept.includes("said"));
  assert.equal(run().stdout, said);
  assert.deepEqual(readFileSync(join(folder, KEPT)), kept);
});

test("a run that fails keeps nothing", (t) => {
  const { folder, run, said } = builtCommand(t);
  assert.deepEqual([run(1).status, run(1).stdout], [1, said]);
  assert.deepEqual(readdirSync(folder), ["command.cjs"]);
});

test("a built command runs with what is kept broken", (t) => {
  const { folder, run, said } = builtCommand(t);
  writeFileSync(join(folder, KEPT), "no code");
  assert.equal(run().stdout, said);
});
