import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { openTapReader } from "../../../ingest/tap/open.ts";
import { AppError } from "../../../model/errors.ts";
import { httpSink } from "../../../runner/ship/http-sink.ts";
import { resumeSpool } from "../../../runner/ship/resume.ts";
import { openApp } from "../../api/open.ts";
import { runSteps, taskBox } from "../box.ts";
import { MemorySink } from "../memory-sink.ts";

const step = (script: string): string => `- name: x\n  shell: |\n${script.replace(/^/gm, "    ")}`;

/** A TAP point whose YAML names an artifact. */
const point = (artifact: string): string =>
  `echo "ok - c"; printf '  ---\\n  artifact: %s\\n  ...\\n' ${artifact}`;

const resuming = (messages: string[] = []) => ({
  now: () => Date.parse("2026-01-01T00:00:00Z"),
  random: () => 0,
  openReader: openTapReader,
  signal: new AbortController().signal,
  onRetry: () => {},
  onMessage: (text: string) => void messages.push(text),
});

/** Makes a spool one of a process that is gone. */
const orphan = (folder: string, uuid: string): void => {
  const record = join(folder, "spool", uuid, "run.json");
  writeFileSync(record, readFileSync(record, "utf8").replace(/"owner":"[^"]*"/, '"owner":"gone 1 1"'));
};

const contents = (sink: MemorySink): Record<string, string> =>
  Object.fromEntries([...sink.artifacts].map(([path, bytes]) => [path, bytes.toString()]));

test("what a task leaves is with the server, bytes and list, and its results lead to it", async (t) => {
  await using opened = await openApp();
  const url = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const box = taskBox(t);
  const script = [
    'mkdir "$artifactsdir/logs"; echo hello > "$artifactsdir/logs/a.log"',
    'ln -s /etc/passwd "$artifactsdir/passwd"',
    point('"$artifactsdir/logs/a.log"'),
    point("logs/a.log"),
    point("../../etc/passwd"),
    point("passwd"),
    "echo 1..4",
  ].join("\n");
  const { report, messages } = await runSteps(box, step(script), {
    sink: httpSink({ url, token: "", fetch }),
    openReader: openTapReader,
  });
  assert.equal(report.state, "FINISHED");
  assert.equal(report.shipped, true);
  const run = await opened.store.getRun(report.uuid);
  assert.deepEqual(
    run?.artifacts.map(({ path, bytes }) => [path, bytes]),
    [["logs/a.log", 6]],
  );
  assert.equal(
    (await opened.call("GET", `/api/v1/runs/${report.uuid}/artifacts/logs/a.log`)).text,
    "hello\n",
  );
  const artifacts = ["logs/a.log", "logs/a.log", null, null];
  assert.deepEqual(
    report.results.map(({ artifact }) => artifact),
    artifacts,
  );
  const stored = await Promise.all([1, 2, 3, 4].map((at) => opened.store.getResult(report.uuid, at)));
  assert.deepEqual(
    stored.map((result) => result?.artifact),
    artifacts,
  );
  const warnings = messages.filter((line) => line.includes("WARNING")).join("\n");
  assert.match(warnings, /artifact "passwd" is left out: it is a symbolic link/);
  assert.match(warnings, /"..\/..\/etc\/passwd" of result 3 is not in the artifacts folder/);
  assert.match(warnings, /"passwd" of result 4 is not among the run's artifacts/);
  assert.deepEqual(readdirSync(join(box.folder, "work")), []);
  assert.deepEqual(readdirSync(join(box.folder, "spool")), []);
});

const LEAVE = 'echo kept > "$artifactsdir/x"';

const ends: Readonly<Record<string, (t: TestContext) => Promise<MemorySink>>> = {
  "a failing step": async (t) => {
    const sink = new MemorySink();
    await runSteps(taskBox(t), step(`${LEAVE}; exit 3`), { sink });
    return sink;
  },
  "a limit": async (t) => {
    const sink = new MemorySink();
    const box = taskBox(t);
    const { limits } = box.options("");
    await runSteps(box, step(`${LEAVE}; sleep 60`), { sink, limits: { ...limits, wall: 300 } });
    assert.equal(sink.sealed?.limit, "wall");
    return sink;
  },
  "an interrupt": async (t) => {
    const sink = new MemorySink();
    const stop = new AbortController();
    const onOutput = () => stop.abort();
    await runSteps(taskBox(t), step(`${LEAVE}; echo ok; sleep 60`), { sink, signal: stop.signal, onOutput });
    assert.equal(sink.sealed?.fault, "interrupted");
    return sink;
  },
  "a signal": async (t) => {
    const sink = new MemorySink();
    await runSteps(taskBox(t), step(`${LEAVE}; kill -9 $$$$`), { sink });
    return sink;
  },
};

for (const [end, run] of Object.entries(ends))
  test(`artifacts are kept after ${end}`, async (t) => {
    const sink = await run(t);
    assert.deepEqual(contents(sink), { x: "kept\n" });
    assert.deepEqual(
      sink.sealed?.artifacts?.map(({ path }) => path),
      ["x"],
    );
  });

test("a runner that is killed in mid-shipment leaves nothing out and sends nothing else", async (t) => {
  const box = taskBox(t);
  const sink = new MemorySink();
  let sent = 0;
  sink.before = (call) => {
    if (call === "putArtifact" && ++sent === 2) throw new AppError("unauthorized", "a token is needed");
  };
  const script = `for f in a b c; do echo $$f > "$artifactsdir/$$f"; done; ${point("b")}; echo 1..1`;
  const { report } = await runSteps(box, step(script), { sink, openReader: openTapReader });
  assert.equal(report.shipped, false);
  assert.deepEqual(contents(sink), { a: "a\n" });
  orphan(box.folder, report.uuid);
  assert.deepEqual(await resumeSpool(join(box.folder, "spool"), sink, resuming()), [report.uuid]);
  assert.deepEqual(contents(sink), { a: "a\n", b: "b\n", c: "c\n" });
  assert.deepEqual(sink.sealed, report.seal);
  assert.equal(sink.results.get(1)?.artifact, "b");
  assert.deepEqual(readdirSync(join(box.folder, "spool")), []);
});

test("a server that has lost an artifact is sent it again before the run is final", async (t) => {
  const sink = new MemorySink();
  let asked = 0;
  sink.before = (call) => {
    if (call === "seal" && ++asked === 1) sink.artifacts.delete("x");
  };
  const { report } = await runSteps(taskBox(t), step(`${LEAVE}; echo ok; echo 1..1`), { sink });
  assert.equal(report.shipped, true);
  assert.equal(asked, 2);
  assert.deepEqual(contents(sink), { x: "kept\n" });
});
