import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { LIMITS } from "../../../model/limits.ts";
import { runTask } from "../../../runner/run-task.ts";
import { installersGet } from "../../../runner/task-options.ts";
import { sandboxOpener } from "../../../runner/sandbox/open.ts";
import { formula, taskBox } from "../box.ts";
import { NO_SERVICES } from "../no-services.ts";
import { needsProgram } from "../../support/needs.ts";

const VIEW = {
  show: [],
  hide: [],
  home: homedir(),
  project: join(import.meta.dirname, "../../.."),
  node: process.execPath,
  items: false,
};

/** Runs steps with an environment in bubblewrap, with what the machine's own runs have. */
const run = async (t: TestContext, environment: string, steps: string) => {
  const box = taskBox(t);
  const text = formula(steps).replace("actions:", `environment: ${environment}\nactions:`);
  const heard: string[] = [];
  const report = await runTask(
    box.options(await box.task({ "runtask.yml": text }), {
      openSandbox: sandboxOpener("bwrap", VIEW),
      services: { ...NO_SERVICES, sleep: (ms, signal) => setTimeout(ms, undefined, { signal }) },
      limits: { ...LIMITS, wall: 120_000 },
      installEnv: installersGet(process.env),
      onOutput: (bytes) => void heard.push(Buffer.from(bytes).toString()),
      onErrorOutput: (bytes) => void heard.push(Buffer.from(bytes).toString()),
      onMessage: (line) => void heard.push(`${line}\n`),
    }),
  );
  return { report, heard: heard.join(""), left: readdirSync(join(box.folder, "work")) };
};

const NEEDS = needsProgram("bwrap");
const NEEDS_APT =
  process.getuid?.() === 0 ? needsProgram("apt-get") : { skip: "only root can install packages" };

const STEPS = "- name: a\n  shell: |\n";

test(
  "a step uses a package of Debian that the machine does not have, before and after",
  NEEDS_APT,
  async (t) => {
    if (existsSync("/usr/bin/hello")) return t.skip("hello is installed on this machine");
    const state = () => execFileSync("dpkg-query", ["-W"]).toString();
    const before = state();
    const { report, heard, left } = await run(
      t,
      "{ deb: [hello] }",
      `${STEPS}    echo "ok - $$(hello)"; echo 1..1\n`,
    );
    assert.equal(report.state, "FINISHED", heard);
    assert.match(heard, /ok - Hello, world!/);
    assert.equal(state(), before);
    assert.equal(existsSync("/usr/bin/hello"), false);
    assert.doesNotMatch(readFileSync("/proc/self/mountinfo", "utf8"), /\/layer\//);
    assert.deepEqual(left, []);
  },
);

test("packages of npm and pip are there for the steps, with their programs", NEEDS, async (t) => {
  const steps = `${STEPS}    semver 1.2.3 >&2 && node -e 'require("semver")' && echo "ok - npm"
    python3 -c 'import six; print("ok - six", six.__version__)'; echo 1..2\n`;
  const { report, heard, left } = await run(t, "{ npm: [semver@7.7.2], pip: [six==1.17.0] }", steps);
  assert.equal(report.state, "FINISHED", heard);
  assert.match(heard, /1\.2\.3\n/);
  assert.doesNotMatch(heard, /trying again/);
  assert.match(heard, /ok - npm\nok - six 1\.17\.0/);
  assert.deepEqual(left, []);
});

test("a package that there is none of ends the run before its first step, and is named", NEEDS, async (t) => {
  const { report, heard } = await run(t, "{ npm: [semver@999.0.0] }", `${STEPS}    echo begun\n`);
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /^semver@999\.0\.0 cannot be installed: npm error/);
  assert.doesNotMatch(heard, /begun/);
});

test("a package of another distribution is named with what to type", NEEDS, async (t) => {
  if (existsSync("/usr/bin/dnf")) return t.skip("this machine has dnf");
  const { report } = await run(t, "{ rpm: [no-such-package, /bin/sh] }", `${STEPS}    echo begun\n`);
  assert.equal(report.state, "ABORTED");
  assert.match(report.fault ?? "", /^no-such-package is not installed here.*: dnf install no-such-package$/);
});
