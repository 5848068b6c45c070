import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { promisify } from "node:util";
import { buildCommands } from "../../scripts/build-cli.mjs";
import { run } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";

const ROOT = join(import.meta.dirname, "../..");
const TALK = ["-i", "foo-1.2-3.fc99", "-t", "koji_build", "-a", "x86_64", "examples/task-talk"];

suite("the commands as they are built", () => {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, "dist/test-"));
  let sources: Readonly<Record<string, readonly string[]>> = {};
  before(async () => {
    sources = await buildCommands(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const env = { PATH: process.env["PATH"] ?? "", HOME: freshFolder("home") };
  const built = (command: string, ...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(folder, `${command}.cjs`), ...args], { cwd: ROOT, env });

  test("are made of the sources, all of which are told", () => {
    for (const source of [
      "bin/run.ts",
      "runner/run-task.ts",
      "ingest/thread/worker.ts",
      "ingest/tap/stream.ts",
    ])
      assert.ok(sources["runtask"]?.includes(source), source);
    assert.ok(!sources["runtask"]?.includes("bin/serve.ts"));
    assert.ok(sources["taskotron"]?.includes("bin/serve.ts"));
    assert.ok(
      !Object.values(sources)
        .flat()
        .some((source) => source.includes("node_modules")),
    );
  });

  test("run a task as the sources do, also one whose output is read in the thread", async () => {
    const { stdout } = await built("runtask", ...TALK);
    assert.equal(stdout, (await run("runtask", TALK)).stdout);
    const long = join(freshFolder("task"), "long.yml");
    writeFileSync(
      long,
      "name: long\ndesc: d\nmaintainer: m\nactions:\n  - name: print\n    shell: |\n      echo 1..2000; i=0; while [ $$i -lt 2000 ]; do i=$$((i+1)); echo ok $$i - point; done\n",
    );
    assert.match((await built("runtask", "-i", "x", "-t", "file", long)).stderr, /2000 results/);
  });

  test("find what lies beside their sources", async () => {
    const { stdout } = await built("taskotron", "task", "list");
    assert.match(stdout, /rpmlint/);
    assert.match((await built("taskotron", "--version")).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  test("serve pages", async () => {
    const args = [join(folder, "taskotron.cjs"), "serve", "--port", "0", "--data", freshFolder("data")];
    const server = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "ignore", "pipe"] });
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let text = "";
        server.stderr.setEncoding("utf8").on("data", (more: string) => {
          text += more;
          const found = /http:\/\/\S+/.exec(text)?.[0];
          if (found !== undefined) resolve(found);
        });
        server.once("exit", () => reject(new Error(text)));
      });
      assert.equal((await fetch(`${address}/tasks`)).status, 200);
      const { data } = (await (await fetch(`${address}/api/v1/tasks`)).json()) as { data: unknown[] };
      assert.ok(data.length > 3);
    } finally {
      server.kill("SIGKILL");
    }
  });
});
