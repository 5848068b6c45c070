import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { runCli, toolchains } from "../examples/run-cli.ts";
import { needsProgram } from "../support/needs.ts";

const ROOT = join(import.meta.dirname, "../..");

const taskotron = (cwd: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(ROOT, "bin/taskotron.ts"), "task", ...args], { cwd, encoding: "utf8" });

const place = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "task-new-"));
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
};

/** The program that the template of each language needs. */
const LANGUAGES: Readonly<Record<string, string>> = {
  bash: "bash",
  bats: "bats",
  go: "go",
  node: "node",
  perl: "perl",
  pytest: "pytest",
  python: "python3",
  rust: "rustc",
  sh: "sh",
  ts: "node",
};

test("every template is run", () => {
  assert.deepEqual(readdirSync(join(ROOT, "bin/templates")).sort(), Object.keys(LANGUAGES));
});

for (const [language, program] of Object.entries(LANGUAGES))
  test(
    `a new task in ${language} passes what is there, fails what is empty, and has no notice`,
    needsProgram(program),
    async (t) => {
      const cwd = place(t);
      const made = taskotron(cwd, "new", "my-check", "--lang", language);
      assert.equal(made.status, 0, made.stderr);
      assert.match(made.stderr, /runtask -i "\$PWD\/my-check" -t file my-check/);
      assert.deepEqual(
        made.stdout.trim().split("\n").sort(),
        readdirSync(join(cwd, "my-check"))
          .sort()
          .map((file) => `my-check/${file}`),
      );
      assert.deepEqual(JSON.parse(taskotron(cwd, "lint", "--json", "my-check").stdout), []);
      writeFileSync(join(cwd, "empty"), "");
      const env = toolchains();
      const run = (item: string) => runCli(["-i", join(cwd, item), "-t", "file", "my-check"], { cwd, env });
      const good = await run("my-check");
      assert.equal(good.state, "FINISHED", good.stderr);
      assert.deepEqual(good.results, ["my-check PASSED"]);
      // each run compiles the whole library of Go again
      if (language === "go") return;
      const bad = await run("empty");
      assert.deepEqual(bad.results, ["my-check FAILED"], bad.stderr);
    },
  );

test("a folder that is there is not touched", (t) => {
  const cwd = place(t);
  mkdirSync(join(cwd, "mine"));
  const made = taskotron(cwd, "new", "mine");
  assert.equal(made.status, 2);
  assert.match(made.stderr, /mine is there already, and nothing was written/);
  assert.deepEqual(readdirSync(join(cwd, "mine")), []);
});

for (const name of ["../never-new", ".x", "a b", ""])
  test(`${JSON.stringify(name)} is no name for a task`, (t) => {
    const cwd = place(t);
    const made = taskotron(cwd, "new", name);
    assert.equal(made.status, 2);
    assert.match(made.stderr, /is no name for a task/);
    assert.ok(!existsSync(join(cwd, "..", "never-new")));
    assert.deepEqual(readdirSync(cwd), []);
  });

test("a language without a template is refused with the list of all", (t) => {
  const made = taskotron(place(t), "new", "x", "--lang", "cobol");
  assert.equal(made.status, 2);
  assert.match(made.stderr, /Allowed choices are bash, bats, go/);
});
