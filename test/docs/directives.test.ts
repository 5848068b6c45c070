import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DIRECTIVES } from "../../runner/directives/table.ts";
import { inspectFormula } from "../../runner/formula/read-formula.ts";

const PAGES = join(import.meta.dirname, "../../docs/directives");

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

for (const [name, { parameters }] of Object.entries(DIRECTIVES)) {
  const page = readFileSync(join(PAGES, `${name}.md`), "utf8");

  test(`the page of ${name} describes it, all its parameters and what it exports`, () => {
    const { description = "", properties = {} } = parameters as Described;
    assert.ok(page.startsWith(`# \`${name}\`\n\n${description}`));
    assert.match(description, /export/i);
    for (const [parameter, about] of Object.entries(properties)) {
      assert.ok((about.description ?? "") !== "", `${parameter} has no description`);
      assert.ok(page.includes(`| \`${parameter}\` |`), `no row for ${parameter}`);
    }
  });

  test(`the example of ${name} uses it, and is free of errors`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "docs-directives-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const steps = /^```yaml steps\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "";
    const file = join(folder, "example.yml");
    writeFileSync(
      file,
      `name: example\ndesc: an example\nmaintainer: me\nactions:\n${steps.replace(/^/gm, "  ")}\n`,
    );
    const { formula, faults } = await inspectFormula(file);
    assert.deepEqual(
      faults.map(({ message }) => message),
      [],
    );
    assert.ok(formula.steps.some(({ directive }) => directive === name));
  });
}
