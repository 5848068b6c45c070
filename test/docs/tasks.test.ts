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

/** A folder with a `runtask` command in it, for PATH. */
const commands = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "docs-bin-"));
  const script = `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/bin/runtask.ts" "$@"\n`;
  writeFileSync(join(folder, "runtask"), script, { mode: 0o755 });
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
  assert.equal(compared, 2);
});

const section = (task: string): string => TEXT.split(`### ${task}\n`)[1]?.split("\n### ")[0] ?? "";

const sourcesOf = (task: string): string =>
  globSync(`tasks/${task}/**/*.{mjs,sh}`, { cwd: ROOT })
    .filter((file) => !/(tap|locate)\.mjs$/.test(file))
    .map((file) => readFileSync(join(ROOT, file), "utf8"))
    .join("\n");

const documented = (task: string): ReadonlySet<string> =>
  new Set(
    section(task)
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .flatMap((line) =>
        [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ""),
      ),
  );

/** Tags by the three ways in which the sources write them. */
const written = (task: string): ReadonlySet<string> => {
  const forms = [
    /"(?:error|warning|info)",\s*"([a-z-]+)"/g,
    /\berror\("([a-z-]+)"/g,
    /\b(?:tag: |fatal \? )"([a-z-]+)"/g,
    /\b(?:copy|finding) (?:error|warning|info) ([a-z-]+)/g,
  ];
  return new Set(forms.flatMap((form) => [...sourcesOf(task).matchAll(form)].map((found) => found[1] ?? "")));
};

for (const task of ["npm-manifest", "npm-bundled", "npm-scripts"])
  test(`every tag of ${task} has its row, and every row its tag`, () => {
    const tags = written(task);
    assert.ok(tags.size >= 5, [...tags].join());
    const source = sourcesOf(task);
    assert.deepEqual(
      [...tags].filter((tag) => !documented(task).has(tag)),
      [],
    );
    assert.deepEqual(
      [...documented(task)].filter((tag) => !tag.startsWith("SC") && !source.includes(tag)),
      [],
    );
  });
