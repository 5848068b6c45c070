import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Run } from "../../model/run.ts";
import { run } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";

const TAP = "1..1\nnot ok 1 - a\n";

/** Imports a result into a data folder and answers its run. */
const imported = async (data: string): Promise<string> => {
  const args = [
    "import",
    "--data",
    data,
    "--json",
    "-i",
    "foo-1-1.fc41",
    "-t",
    "koji_build",
    "--check",
    "x",
    "-",
  ];
  const { stdout } = await run("taskotron", args, { input: TAP });
  return (JSON.parse(stdout) as { uuid: string }).uuid;
};

const showRun = async (data: string, uuid: string): Promise<Run> => {
  await using server = await startServer(data, "--no-worker");
  return (await server.get(`/runs/${uuid}`)) as Run;
};

test("a backup of a store that is served is restored to the same, and both are in order", async () => {
  const [data, target, fresh] = [freshFolder("data"), freshFolder("backup"), freshFolder("fresh")];
  const uuid = await imported(data);
  await using server = await startServer(data, "--no-worker");
  const backup = await run("taskotron", ["backup", "--data", data, "--json", join(target, "today")]);
  assert.deepEqual([backup.code, JSON.parse(backup.stdout)], [0, { runs: 1, results: 1, log_bytes: 18 }]);
  const onto = await run("taskotron", ["restore", "--data", data, join(target, "today")]);
  assert.equal(onto.code, 1);
  assert.match(onto.stderr, /is served at http.* \(process \d+\): stop it first/);
  const restored = await run("taskotron", ["restore", "--data", fresh, join(target, "today")]);
  assert.equal(restored.code, 0);
  assert.match(restored.stderr, /is restored: 1 run, 1 result, 18 B of logs/);
  assert.deepEqual(await showRun(fresh, uuid), await server.get(`/runs/${uuid}`));
  const { code, stdout } = await run("taskotron", ["doctor", "--data", fresh, "--deep", "--json"]);
  const wrong = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { name: string; verdict: string })
    .filter(({ verdict }) => verdict === "wrong");
  assert.deepEqual([code, wrong], [0, []]);
});

test("a doctor tells a server that does not answer, and a setting that cannot be, and goes on", async () => {
  const data = freshFolder("data");
  const { code, stdout } = await run(
    "taskotron",
    ["doctor", "--data", data, "--server", "http://127.0.0.1:1"],
    {
      env: { TASKOTRON_KEEP_LOGS: "soon" },
    },
  );
  assert.equal(code, 1);
  assert.match(stdout, /✗ wrong {4}retention +keep_logs is "soon"/);
  assert.match(stdout, /✗ wrong {4}server /);
  assert.match(stdout, /✓ ok {7}node /);
  assert.deepEqual(readdirSync(data), []);
});

test("retention removes the logs of what is not pinned", async () => {
  const data = freshFolder("data");
  const uuid = await imported(data);
  const keep = { env: { TASKOTRON_KEEP_LOGS: "1d" } };
  assert.equal((await run("taskotron", ["retention", "pin", "--data", data, uuid])).code, 0);
  const none = await run("taskotron", ["retention", "apply", "--data", data, "--json"], keep);
  assert.deepEqual(JSON.parse(none.stdout), { logs: 0, findings: 0, runs: 0, totals: 0 });
  const shown = await run("taskotron", ["retention", "unpin", "--data", data, "--json", uuid]);
  assert.equal((JSON.parse(shown.stdout) as Run).pinned, false);
  const gone = await run("taskotron", ["retention", "pin", "--data", data, uuid.replace(/^./, "f")]);
  assert.equal(gone.code, 1);
  assert.match(gone.stderr, /there is no run/);
  assert.equal(existsSync(join(data, "taskotron.db")), true);
});
