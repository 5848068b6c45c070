import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { npmPackages } from "../../bin/first-run/npm-packages.ts";
import { readFormula } from "../../runner/formula/read-formula.ts";
import { needsProgram } from "../support/needs.ts";
import { ROOT, runCheck } from "./run-check.ts";

const NPM_TASKS = ["npm-bundled", "npm-manifest", "npm-scripts"];

/** The checks of a distribution, and the files that they have in common with rpmlint or each other. */
const RPM_TASKS = [
  "abicheck",
  "bundling",
  "depcheck",
  "package-suite",
  "python-versions",
  "rpmlint",
  "static-analysis",
  "upgradepath",
];

const TASKS = [...NPM_TASKS, ...RPM_TASKS].sort();

const PROGRAMS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "npm-bundled": ["sh", "./check.sh"],
  "npm-manifest": ["node", "check.mjs"],
  "npm-scripts": ["node", "check.mjs"],
};

test("each folder has its formula, with the name of the folder", async () => {
  const folders = globSync("tasks/*/*.yml", { cwd: ROOT }).filter((file) => !/task-/.test(file));
  assert.deepEqual(folders.map((file) => basename(file, ".yml")).sort(), TASKS);
  for (const task of TASKS) {
    const formula = await readFormula(join(ROOT, "tasks", task, `${task}.yml`));
    assert.equal(formula.name, task);
    assert.equal(formula.steps.length, 1);
  }
});

test("rpmlint is also where the talk has it: ../task-rpmlint/task-rpmlint.yml", async () => {
  const formula = await readFormula(join(ROOT, "tasks/rpmlint/../task-rpmlint/task-rpmlint.yml"));
  assert.equal(formula.name, "rpmlint");
});

test("no task imports anything outside its folder but Node's and Python's own modules", () => {
  const files = globSync("tasks/*/**/*.mjs", { cwd: ROOT });
  assert.ok(files.length > 10);
  for (const file of files)
    for (const [, name] of readFileSync(join(ROOT, file), "utf8").matchAll(/from "([^"]+)"/g)) {
      assert.match(name ?? "", /^(node:|\.)/, file);
      const target = join(file, "..", name ?? "");
      assert.ok(
        name?.startsWith("node:") || target.startsWith(join("tasks", file.split("/")[1] ?? "")),
        `${file}: ${name}`,
      );
    }
});

test("the files that tasks have in common are the same", () => {
  const shared = {
    "npm-*": ["tap.mjs", "locate.mjs"],
    "*": [
      "tap.py",
      "start_up.py",
      "rpm_header.py",
      "find_builds.py",
      "vercmp.py",
      "payload.py",
      "archives.py",
    ],
  };
  for (const [tasks, names] of Object.entries(shared))
    for (const name of names) {
      const files = globSync(`tasks/${tasks}/${name}`, { cwd: ROOT });
      assert.ok(files.length > 1, name);
      assert.equal(new Set(files.map((file) => readFileSync(join(ROOT, file), "utf8"))).size, 1, name);
    }
});

test(
  "no Python task imports anything outside its folder but Python's own modules",
  needsProgram("python3"),
  () => {
    const script = `import ast, glob, os, sys
for task in sys.argv[1:]:
    own = {os.path.basename(file)[:-3] for file in glob.glob(f"tasks/{task}/*.py")}
    for file in glob.glob(f"tasks/{task}/*.py"):
        for node in ast.walk(ast.parse(open(file).read())):
            names = [node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = name.split(".")[0]
                if top not in own and top not in sys.stdlib_module_names: print(file, name)
`;
    const { stdout, status } = spawnSync("python3", ["-c", script, ...RPM_TASKS], {
      cwd: ROOT,
      encoding: "utf8",
    });
    assert.equal(status, 0);
    assert.equal(stdout, "");
  },
);

test("each check of a distribution names what it needs for apt and dnf, and takes no step without its item", async () => {
  for (const task of RPM_TASKS) {
    const { environment } = await readFormula(join(ROOT, "tasks", task, `${task}.yml`));
    assert.ok(
      environment.packages.deb.includes("python3") && environment.packages.rpm.includes("python3"),
      task,
    );
    const answer = runCheck(task, ["python3", "-B", "check.py"], {});
    assert.match(answer.bailout ?? "", /^no item: set TASKOTRON_ITEM/, task);
    assert.equal(answer.status, 1);
  }
});

test("every tag that a check of a distribution may report is in its documentation, and no other", () => {
  const text = readFileSync(join(ROOT, "docs/checks.md"), "utf8");
  for (const task of RPM_TASKS) {
    const section = text.split(new RegExp(`^## ${task}$`, "m"))[1]?.split(/^## /m)[0] ?? assert.fail(task);
    const documented = [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) =>
      [...(cell ?? "").matchAll(/`([a-z][\w-]*)`/g)].map(([, tag]) => tag ?? ""),
    );
    const code = globSync(`tasks/${task}/*.py`, { cwd: ROOT })
      .map((file) => readFileSync(join(ROOT, file), "utf8"))
      .join("\n");
    for (const tag of documented) assert.ok(code.includes(`"${tag}"`), `${task}: ${tag} is documented only`);
    for (const [, tag = ""] of code.matchAll(/finding\(\s*"\w+",\s*"([\w-]+)"/g))
      assert.ok(documented.includes(tag), `${task}: ${tag} is not documented`);
  }
});

test("a sample of the packages that are really installed gets an answer from each check", () => {
  const packages = npmPackages(ROOT);
  const sample = packages.filter((_, index) => index % Math.ceil(packages.length / 12) === 0);
  const outcomes = new Set<unknown>();
  for (const { item } of sample)
    for (const [task, program] of Object.entries(PROGRAMS)) {
      const answer = runCheck(task, program, { TASKOTRON_ITEM: item, TASKOTRON_TYPE: "npm_package" });
      assert.equal(answer.status, 0, answer.stderr);
      assert.equal(answer.points.length, 1, answer.text);
      assert.equal(answer.points[0]?.block["item"], item);
      outcomes.add(answer.points[0]?.block["outcome"]);
    }
  assert.ok(outcomes.has("PASSED") && outcomes.has("SKIPPED"), [...outcomes].join());
});

test("a task works as a repository of its own, told where the packages are", () => {
  for (const [task, program] of Object.entries(PROGRAMS).filter(([name]) => name !== "npm-scripts")) {
    const copy = mkdtempSync(join(tmpdir(), "task-"));
    cpSync(join(ROOT, "tasks", task), copy, { recursive: true });
    const [command, file = ""] = program;
    const [first] = npmPackages(ROOT);
    assert.ok(first);
    const env = { TASKOTRON_ITEM: first.item, TASKOTRON_TYPE: "npm_package" };
    assert.match(runCheck(task, [command, join(copy, file)], env).bailout ?? "", /is not installed/);
    const told = runCheck(task, [command, join(copy, file)], { ...env, TASKOTRON_NPM_ROOT: ROOT });
    assert.equal(told.points.length, 1);
  }
});
