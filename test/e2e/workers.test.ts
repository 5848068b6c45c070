import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import type { JobAnswer } from "../../model/answer/task.ts";
import type { Page } from "../../model/page.ts";
import { isFinal, type Run } from "../../model/run.ts";
import { ownQueue } from "../queue/bullmq/redis.ts";
import { start } from "../support/command.ts";
import { freshFolder } from "../support/folder.ts";
import { eventually, startServer, type Server } from "../support/server.ts";
import { needsService } from "../support/services.ts";

/** A task that prints a line every tenth of a second, for so many lines. */
const slowTask = (lines: number): string => {
  const folder = join(freshFolder("task"), "slow");
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
    shell: 'echo TAP version 13; i=0; while [ $$i -lt ${lines} ]; do i=$$((i+1)); echo "# line $$i"; sleep 0.1; done; echo "ok - slow"; echo 1..1'
`,
  );
  return formula;
};

/** A process that executes jobs for a server, with a data folder of its own as on another machine. */
interface WorkerProcess {
  readonly name: string;
  readonly kill: () => Promise<void>;
  /** Asks it to end, and answers its exit code. */
  readonly end: (...signals: readonly NodeJS.Signals[]) => Promise<number | null>;
  readonly errors: () => string;
}

const startWorker = async (t: TestContext, server: Server, queue: string): Promise<WorkerProcess> => {
  const data = freshFolder("worker");
  const child = start("taskotron", [
    ...["worker", "--server", server.address, "--queue", queue],
    ...["--data", data, "--concurrency", "1"],
  ]);
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdout?.resume();
  const end = async (...signals: readonly NodeJS.Signals[]): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, "exit");
    for (const signal of signals) {
      child.kill(signal);
      await new Promise((wake) => setTimeout(wake, 200));
    }
    return ((await ended) as [number | null])[0];
  };
  t.after(() => end("SIGKILL"));
  await eventually("the start of a worker", async () => {
    assert.equal(child.exitCode, null, errors);
    return errors.includes("working for") || null;
  });
  const kill = async (): Promise<void> => void (await end("SIGKILL"));
  return { name: `${hostname()}/${child.pid}`, kill, end, errors: () => errors };
};

const wish = async ({ address }: Server, task: string, item: string, type = "file"): Promise<string> => {
  const answer = await fetch(`${address}/api/v1/jobs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ task, item, type }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as JobAnswer).uuid;
};

const endOf = (server: Server, uuid: string): Promise<Run> =>
  eventually(`the end of run ${uuid}`, async () => {
    const found = (await server.get(`/runs/${uuid}`)) as Run;
    return isFinal(found.state) ? found : null;
  });

const printing = (server: Server, uuid: string): Promise<true> =>
  eventually("five lines in the log", async () => {
    const answer = await fetch(`${server.address}/api/v1/runs/${uuid}/logs/output.log/raw`);
    return (answer.ok && (await answer.text()).split("\n").length > 5) || null;
  });

const open = async (t: TestContext): Promise<{ readonly server: Server; readonly queue: string }> => {
  const queue = ownQueue(t).url;
  const server = await startServer(freshFolder("serve"), "--no-worker", "--queue", queue);
  t.after(() => server.kill());
  return { server, queue };
};

suite("workers of a server, over Redis", needsService("redis"), () => {
  test("after kill -9 of a worker in the middle of a run, the run is CRASHED, and its retry runs elsewhere, once", async (t) => {
    const { server, queue } = await open(t);
    const uuid = await wish(server, slowTask(30), "thing");
    const first = await startWorker(t, server, queue);
    await printing(server, uuid);
    assert.equal(((await server.get(`/runs/${uuid}`)) as Run).runner, first.name);
    const second = await startWorker(t, server, queue);
    await first.kill();

    const lost = await endOf(server, uuid);
    assert.deepEqual([lost.state, lost.fault, lost.ok], ["CRASHED", "runner-lost", false]);
    assert.ok(lost.logs.every(({ sha256 }) => sha256 !== null));
    const retry = await eventually("the retry", async () => {
      const { data } = (await server.get("/runs")) as Page<Run>;
      return data.find(({ retry_of, state }) => retry_of === uuid && isFinal(state)) ?? null;
    });
    assert.deepEqual([retry.attempt, retry.outcome, retry.runner], [2, "PASSED", second.name]);
    const { data: runs } = (await server.get("/runs")) as Page<Run>;
    assert.equal(runs.length, 2);
    const { total } = (await server.get("/jobs")) as Page<JobAnswer>;
    assert.equal(total.value, 0);
  });

  test("a worker that is asked to end lets its task come to its end; one that must end at once gives it to another", async (t) => {
    const { server, queue } = await open(t);
    const gentle = await wish(server, slowTask(20), "gentle");
    const first = await startWorker(t, server, queue);
    await printing(server, gentle);
    assert.equal(await first.end("SIGTERM"), 0, first.errors());
    assert.equal((await endOf(server, gentle)).outcome, "PASSED");

    const sudden = await wish(server, slowTask(600), "sudden");
    const second = await startWorker(t, server, queue);
    await printing(server, sudden);
    assert.equal(await second.end("SIGTERM", "SIGTERM"), 0, second.errors());
    const ended = await endOf(server, sudden);
    assert.deepEqual([ended.state, ended.fault], ["ABORTED", "interrupted"]);
    const { data } = (await server.get("/jobs")) as Page<JobAnswer>;
    assert.deepEqual(
      data.map(({ retry_of, attempt, state }) => [retry_of, attempt, state]),
      [[sudden, 2, "delayed"]],
    );
  });

  test("a bundled task goes by name: each machine has its own", async (t) => {
    const { server, queue } = await open(t);
    const uuid = await wish(server, "npm-manifest", "fastify-5.12.8", "npm_package");
    const { data } = (await server.get("/jobs")) as Page<JobAnswer>;
    assert.deepEqual([data[0]?.task, data[0]?.position], ["npm-manifest", 1]);
    await startWorker(t, server, queue);
    const run = await endOf(server, uuid);
    assert.deepEqual([run.task, run.state], ["npm-manifest", "FINISHED"]);
  });
});

test("a worker that has no server to work for says so", async () => {
  const child = start("taskotron", ["worker", "--data", freshFolder("worker")]);
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [code] = (await once(child, "exit")) as [number];
  assert.equal(code, 2);
  assert.match(errors, /needs the address of its server: give --server URL/);
});
