import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { npmPackages } from "../../../bin/first-run/npm-packages.ts";

const tree = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(join(tmpdir(), "packages-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, "node_modules", path), { recursive: true });
    writeFileSync(join(root, "node_modules", path, "package.json"), text);
  }
  return root;
};

const manifest = (name: string, version: string) => JSON.stringify({ name, version });

test("scoped and nested packages are found, each name and version once", () => {
  const root = tree({
    b: manifest("b", "1.0.0"),
    "@s/a": manifest("@s/a", "2.0.0-rc.1"),
    "b/node_modules/c": manifest("c", "1.0.0"),
    "@s/a/node_modules/c": manifest("c", "1.0.0"),
    "@s/a/node_modules/@t/d": manifest("@t/d", "0.1.0"),
  });
  const items = npmPackages(root).map(({ item }) => item);
  assert.deepEqual(items, ["@s/a-2.0.0-rc.1", "@t/d-0.1.0", "b-1.0.0", "c-1.0.0"]);
  assert.deepEqual(npmPackages(join(root, "node_modules")), npmPackages(root));
});

test("folders that are no package, links, and npm's own folders are left out", () => {
  const root = tree({
    ".bin": manifest("bin", "1.0.0"),
    broken: "{",
    list: "[]",
    nameless: manifest("", "1.0.0"),
    unversioned: '{"name":"unversioned","version":1}',
    good: manifest("good", "1.0.0"),
    "good/test/inner": manifest("inner", "1.0.0"),
  });
  symlinkSync(root, join(root, "node_modules", "workspace"));
  assert.deepEqual(
    npmPackages(root).map(({ item }) => item),
    ["good-1.0.0"],
  );
});

test("this project's own tree has a few hundred", () => {
  const packages = npmPackages(join(import.meta.dirname, "../../.."));
  assert.ok(packages.length > 200, `only ${packages.length}`);
  assert.ok(packages.some(({ item }) => /^yaml-\d/.test(item)));
});

test("a project without packages has none", () => {
  assert.deepEqual(npmPackages(mkdtempSync(join(tmpdir(), "packages-"))), []);
});
