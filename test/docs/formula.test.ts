import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DIRECTIVES } from "../../runner/directives/table.ts";
import { ENVIRONMENT_FIELDS } from "../../runner/formula/environment.ts";
import { FIELDS, readFormula } from "../../runner/formula/read-formula.ts";
import { environmentOf, passedOn, type RunTaskOptions } from "../../runner/task-options.ts";
import { BUILT_IN } from "../../runner/formula/variables.ts";
import type { Workspace } from "../../runner/execute/workspace.ts";

const TEXT = readFileSync(join(import.meta.dirname, "../../docs/formula.md"), "utf8");

/** The part under a heading, down to the next one of the same or a higher level. */
const under = (heading: string): string => {
  const start = TEXT.indexOf(`\n${heading}\n`);
  assert.notEqual(start, -1, `no heading ${heading}`);
  const level = heading.indexOf(" ");
  const rest = TEXT.slice(start + heading.length + 2);
  return rest.slice(0, rest.search(new RegExp(`^#{1,${level}} |$(?![\\s\\S])`, "m")));
};

const rowsIn = (text: string): readonly string[] => text.split("\n").filter((line) => line.startsWith("| `"));

const rowsOf = (table: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(table).map(([name, about]) => `| \`${name}\` | ${about} |`);

test("docs/formula.md has every field and every variable, as the code says it", () => {
  assert.deepEqual(rowsIn(under("## Fields")), rowsOf(FIELDS));
  assert.deepEqual(rowsIn(under("## Variables")), rowsOf(BUILT_IN));
});

test("docs/formula.md has every field of the environment, and a link to every directive's page", () => {
  assert.deepEqual(rowsIn(under("## Environment")), rowsOf(ENVIRONMENT_FIELDS));
  const links = [...under("## Directives").matchAll(/^\| \[`(\w+)`\]\(directives\/\1\.md\)/gm)].map(
    ([, name]) => name,
  );
  assert.deepEqual(links, Object.keys(DIRECTIVES));
});

test("docs/formula.md names every variable of a task's environment", () => {
  const options = { item: "i", type: "t", arch: "a", uuid: "u", env: {} } as unknown as RunTaskOptions;
  const workspace = { workdir: "w", artifactsdir: "f" } as unknown as Workspace;
  const all = new Proxy({}, { get: () => "x" });
  const names = [...Object.keys(environmentOf(options, workspace)), ...Object.keys(passedOn(all))];
  assert.ok(names.length > 8);
  assert.deepEqual(
    names.filter((name) => !under("## What a step's program gets and gives").includes(`\`${name}\``)),
    [],
  );
});

test("every formula in docs/formula.md can be read", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "docs-formula-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const formulas = [...TEXT.matchAll(/^```yaml formula\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? "");
  assert.ok(formulas.length >= 2);
  for (const [at, text] of formulas.entries()) {
    const file = join(folder, `${at}.yml`);
    writeFileSync(file, text);
    assert.ok((await readFormula(file)).steps.length > 0);
  }
});
