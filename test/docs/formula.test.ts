import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type Type from "typebox";
import { DIRECTIVES } from "../../runner/directives/table.ts";
import { FIELDS, readFormula } from "../../runner/formula/formula.ts";
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

const parametersOf = (schema: Type.TSchema): readonly string[] => {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(
    ([name, { description }]) =>
      `| \`${name}\` | ${required.includes(name) ? "required" : "optional"} | ${description} |`,
  );
};

test("docs/formula.md has every directive with all its parameters, as the schema says it", () => {
  const headings = [...TEXT.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
  assert.deepEqual(headings, Object.keys(DIRECTIVES));
  for (const [name, { parameters }] of Object.entries(DIRECTIVES)) {
    const section = under(`### \`${name}\``);
    const { description } = parameters as { readonly description?: string };
    assert.ok(description !== undefined && section.includes(description), `the description of ${name}`);
    assert.deepEqual(rowsIn(section), parametersOf(parameters), name);
  }
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
