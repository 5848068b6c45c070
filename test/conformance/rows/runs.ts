import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { parse } from "yaml";
import { uuidV7 } from "../../../model/uuid.ts";
import { runCli } from "../../examples/run-cli.ts";
import { formula, taskBox } from "../../runner/box.ts";
import { run, start } from "../../support/command.ts";
import { freshFolder } from "../../support/folder.ts";
import { eventually } from "../../support/server.ts";
import { formulaWith, type Rows } from "../row.ts";

const ON = ["--sandbox", "none", "-i", "foo-1.2-3.fc99", "-t", "koji_build"];

const TWO = '- name: x\n  shell: \'echo 1..2; echo "ok - good"; echo "not ok - bad"\'';

const SLEEP =
  "- {name: x, shell: 'echo TAP version 13; echo \"ok - begun\"; ls -d $$TASKOTRON_SECRETSDIR/* > $$MARK 2>&1; sleep 60'}";

const taskOf = (t: TestContext, text: string): Promise<string> => taskBox(t).task({ "demo.yml": text });

/** Starts a run that sleeps, ends it by SIGTERM once it has printed, and gives what it said. */
const interrupted = async (
  task: string,
  env: Readonly<Record<string, string>> = {},
  onPrinted: () => void = () => {},
) => {
  const child = start("runtask", ["--dry-report", ...ON, task], env);
  const said = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  const ended = once(child, "exit");
  await eventually("what the task prints", async () => (said.out.includes("ok - begun") ? true : null));
  onPrinted();
  child.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  return { ...said, code };
};

interface Told {
  readonly seal: {
    readonly state: string;
    readonly fault: string;
    readonly logs: readonly { name: string; bytes: number }[];
  };
}

/** Rows 24 to 31: runs on a developer's machine. */
export const RUN_ROWS: Rows = {
  24: {
    about: "a local run needs no service: TAP on stdout, all else on stderr, exit code 0",
    check: async (t) => {
      const done = await run("runtask", [...ON, await taskOf(t, formula(TWO))], {
        env: { TASKOTRON_SERVER: "http://127.0.0.1:1" },
      });
      assert.deepEqual([done.code, done.stdout], [0, "1..2\nok - good\nnot ok - bad\n"], done.stderr);
    },
  },
  25: {
    about: "without reporting a run tells on request what would be sent: each item and outcome",
    check: async (t) => {
      const { stderr } = await run("runtask", ["--dry-report", ...ON, await taskOf(t, formula(TWO))]);
      for (const text of ["item: foo-1.2-3.fc99", "outcome: PASSED", "outcome: FAILED"])
        assert.ok(stderr.includes(text), text);
    },
  },
  26: {
    about: "the profile is set by a file, and the environment's goes before it",
    check: async (t) => {
      const cwd = freshFolder("profile");
      writeFileSync(join(cwd, "taskotron.yaml"), "profile: production\n");
      const task = await taskOf(t, formula(TWO));
      const env = { PATH: process.env["PATH"], HOME: cwd };
      const byFile = await runCli([...ON, task], { cwd, env });
      assert.equal(byFile.status, 2);
      assert.match(byFile.stderr, /the production profile reports/);
      const byEnvironment = await runCli([...ON, task], {
        cwd,
        env: { ...env, TASKOTRON_PROFILE: "development" },
      });
      assert.equal(byEnvironment.status, 0, byEnvironment.stderr);
    },
  },
  27: {
    about: "--local, --ssh and --libvirt exclude each other: exit code 2",
    check: async (t) => {
      const task = await taskOf(t, formula(TWO));
      for (const flags of [
        ["--local", "--libvirt"],
        ["--local", "--ssh", "me@host"],
        ["--libvirt", "--ssh", "me@host"],
      ])
        assert.equal((await run("runtask", [...flags, ...ON, task])).code, 2, flags.join(" "));
    },
  },
  28: {
    about: "--uuid names the run and its folder",
    check: async (t) => {
      const uuid = uuidV7(Date.now());
      const task = await taskOf(t, formula(TWO));
      const { stderr, code } = await run("runtask", ["--no-destroy", "--uuid", uuid, ...ON, task]);
      assert.equal(code, 0, stderr);
      const kept = new RegExp(`\\S*/${uuid}\\b`).exec(stderr)?.[0] ?? "";
      assert.ok(existsSync(join(kept, "artifacts")), stderr);
      assert.equal((await run("runtask", ["--uuid", "../x", ...ON, task])).code, 2);
    },
  },
  29: {
    about: "a secret's file is gone when its run was ended from outside",
    check: async (t) => {
      const folder = freshFolder("secrets");
      mkdirSync(join(folder, "demo"));
      writeFileSync(join(folder, "demo/TOKEN"), "hunter2-correct\n", { mode: 0o600 });
      chmodSync(folder, 0o700);
      const mark = join(freshFolder("mark"), "seen");
      const text = formulaWith("environment: {secrets: [TOKEN]}", SLEEP.replace("$$MARK", mark));
      let file = "";
      const { err } = await interrupted(await taskOf(t, text), { TASKOTRON_SECRETS: folder }, () => {
        file = readFileSync(mark, "utf8").trim();
        assert.ok(existsSync(file), `the step saw ${file}`);
      });
      assert.match(file, /TOKEN$/, err);
      assert.ok(!existsSync(file), "the secret is still there");
      assert.ok(existsSync(join(folder, "demo/TOKEN")));
    },
  },
  30: {
    about: "SIGTERM ends a run with its logs kept, ABORTED, exit code 143",
    check: async (t) => {
      const { code, err } = await interrupted(await taskOf(t, formula(SLEEP.replace("$$MARK", "/dev/null"))));
      assert.equal(code, 143, err);
      const { seal } = parse(/^run:\n[\s\S]*/m.exec(err)?.[0] ?? "") as Told;
      assert.deepEqual([seal.state, seal.fault], ["ABORTED", "interrupted"]);
      const bytes = seal.logs.find(({ name }) => name === "output.log")?.bytes;
      assert.equal(bytes, Buffer.byteLength("TAP version 13\nok - begun\n"));
    },
  },
  31: {
    about: "each formula of a folder is a run of its own, and one that fails stops no other",
    check: async (t) => {
      const named = (name: string, steps: string) => formula(steps).replace("name: demo", `name: ${name}`);
      const folder = await taskBox(t).task({
        "tests.yml": named("first", "- {name: x, shell: 'touch $workdir/left; false'}"),
        "tests_more.yml": named(
          "second",
          "- {name: x, shell: 'test ! -e $workdir/left && echo 1..1 && echo \"ok - a\"'}",
        ),
      });
      const ran = await runCli([...ON, folder]);
      assert.deepEqual(
        [ran.state, ran.results, ran.status],
        ["CRASHED,FINISHED", ["a PASSED"], 1],
        ran.stderr,
      );
    },
  },
};
