import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { runCli, toolchains } from "./run-cli.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");

/** A package with a readme and without a licence. */
const halfPackage = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "example-"));
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "README.md"), "A package.\n");
  return folder;
};

/** What each example needs, and how it answers for such a package. */
const WANTED: Readonly<Record<string, readonly [program: string, ...results: readonly string[]]>> = {
  sh: ["sh", "sh.readme PASSED", "sh.licence FAILED"],
  bats: ["bats", "bats.readme PASSED", "bats.licence FAILED"],
  prove: ["prove", "prove.licence FAILED", "prove.readme PASSED"],
  pytest: [
    "pytest",
    "pytest.test_package.test_is_there[README.md] PASSED",
    "pytest.test_package.test_is_there[LICENSE] FAILED",
  ],
  "node-test": ["node", "node-test.test.readme PASSED", "node-test.test.licence FAILED"],
  go: ["go", "go.example.TestReadme PASSED", "go.example.TestLicence FAILED"],
  rust: ["rustc", "rust.licence FAILED", "rust.readme PASSED"],
};

test("every example is run", () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(
    folders.map(({ name }) => name).filter((name) => name !== "task-talk"),
    Object.keys(WANTED).sort(),
  );
});

for (const [name, [program, ...results]] of Object.entries(WANTED))
  test(`the example ${name} finishes with its results`, needsProgram(program), async (t) => {
    const ran = await runCli(["-i", halfPackage(t), "-t", "file", join(EXAMPLES, name)], {
      env: toolchains(),
    });
    assert.equal(ran.state, "FINISHED", ran.stderr);
    assert.deepEqual([...ran.results].sort(), [...results].sort());
    assert.equal(ran.status, 0);
  });

test("the example of the talk prints its answer", async () => {
  const ran = await runCli(["-i", "foo-1.2-3.fc99", "-t", "koji_build", join(EXAMPLES, "task-talk")]);
  assert.equal(ran.state, "FINISHED", ran.stderr);
  assert.deepEqual(ran.results, ["rpmlint PASSED"]);
});
