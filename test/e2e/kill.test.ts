import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "../../model/page.ts";
import { isFinal, type Run } from "../../model/run.ts";
import { run } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";
import { eventually, startServer } from "../support/server.ts";

const slowTask = (folder: string): string => {
  mkdirSync(folder, { recursive: true });
  const formula = join(folder, "slow.yml");
  writeFileSync(
    formula,
    `name: slow
desc: prints a line every tenth of a second
maintainer: nobody
input: {args: [file]}
actions:
  - name: print
    shell: 'echo TAP version 13; i=0; while [ $$i -lt 40 ]; do i=$$((i+1)); echo "# line $$i"; sleep 0.1; done; echo "ok - slow"; echo 1..1'
`,
  );
  return formula;
};

const logOf = async (address: string, run: string): Promise<string> => {
  const answer = await fetch(`${address}/api/v1/runs/${run}/logs/output.log/raw`);
  return answer.ok ? answer.text() : "";
};

test("after kill -9 of the server in the middle of a run, its log is there up to the last byte, and the run is tried again", async () => {
  const data = freshFolder("kill");
  const before = await startServer(data);
  const wished = await run("taskotron", [
    "schedule",
    "-i",
    "thing",
    "-t",
    "file",
    slowTask(join(data, "task")),
    "--server",
    before.address,
  ]);
  assert.equal(wished.code, 0, wished.stderr);
  const uuid = wished.stdout.split(/\s/)[0] ?? "";
  const seen = await eventually("five lines in the log", async () => {
    const text = await logOf(before.address, uuid);
    return text.split("\n").length > 5 ? text : null;
  });
  await before.kill();

  await using after = await startServer(data);
  const lost = await eventually("the end of the lost run", async () => {
    const found = (await after.get(`/runs/${uuid}`)) as Run;
    return isFinal(found.state) ? found : null;
  });
  assert.equal(lost.state, "CRASHED");
  assert.equal(lost.fault, "runner-lost");
  assert.equal(lost.ok, false);
  const kept = await logOf(after.address, uuid);
  assert.ok(kept.startsWith(seen), "bytes that a reader had seen are gone");
  assert.doesNotMatch(kept, /ok - slow/);

  const retried = await eventually("the retry's end", async () => {
    const { data: runs } = (await after.get("/runs")) as Page<Run>;
    return runs.find(({ retry_of, state }) => retry_of === uuid && isFinal(state)) ?? null;
  });
  assert.equal(retried.attempt, 2);
  assert.equal(retried.outcome, "PASSED");
  assert.match(await logOf(after.address, retried.uuid), /# line 40\nok - slow\n1\.\.1\n$/);
  assert.equal(await after.stop(), 0);
});

test("Ctrl-C ends the run at hand as ABORTED and nothing is left half-written", async () => {
  const data = freshFolder("stop");
  const server = await startServer(data);
  const wished = await run("taskotron", [
    "schedule",
    "-i",
    "thing",
    "-t",
    "file",
    slowTask(join(data, "task")),
    "--server",
    server.address,
  ]);
  const uuid = wished.stdout.split(/\s/)[0] ?? "";
  await eventually("a line in the log", async () =>
    (await logOf(server.address, uuid)) === "" ? null : true,
  );
  assert.equal(await server.stop(), 0);

  await using again = await startServer(data, "--no-worker");
  const stopped = (await again.get(`/runs/${uuid}`)) as Run;
  assert.equal(stopped.state, "ABORTED");
  assert.equal(stopped.fault, "interrupted");
  assert.equal(stopped.logs.find(({ name }) => name === "output.log")?.sha256?.length, 64);
});
