import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { AppError } from "../../../model/errors.ts";
import type { ResultInput } from "../../../model/result.ts";
import { digestLogs } from "../../../runner/ship/log-digest.ts";
import { ship } from "../../../runner/ship/ship.ts";
import { Spool } from "../../../runner/ship/spool.ts";
import { MemorySink } from "../memory-sink.ts";
import { taskBox } from "../box.ts";

const UUID = "01890a5d-ac96-774b-bcce-b302099a8057";

const quick = (signal = new AbortController().signal) => ({ signal, random: () => 0, onRetry: () => {} });

const openSpool = (t: TestContext, name = "spool"): Promise<Spool> =>
  Spool.create(
    join(taskBox(t).folder, name),
    { input: { uuid: UUID, task: "x", item: "y", type: "file", arch: "noarch" }, workspace: null },
    { isDurable: true, patience: 0, signal: new AbortController().signal },
  );

const sealIt = async (spool: Spool): Promise<void> => {
  await spool.finish();
  const logs = await digestLogs(spool.folder, spool.progress.logs.keys());
  await spool.seal({ state: "FINISHED", finished: "2026-01-01T00:00:00.000Z", logs });
};

const result = (position: number): ResultInput => ({
  position,
  check: "x",
  item: "y",
  type: "file",
  arch: "noarch",
  outcome: "PASSED",
});

test("each line is with the server within two seconds of being printed", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  const shipped = ship(spool, sink, quick());
  const started = performance.now();
  await spool.append("output.log", Buffer.from("ok 1\n"));
  while (!sink.logs.has("output.log")) await new Promise((wake) => setTimeout(wake, 10));
  assert.ok(performance.now() - started < 2_000, `${performance.now() - started} ms`);
  await sealIt(spool);
  await shipped;
});

test("a log of several shipments arrives byte for byte, with its results", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  const bytes = randomBytes((2 << 20) + 12_345);
  await spool.append("output.log", bytes);
  spool.addResults(Array.from({ length: 1_201 }, (_, at) => result(at + 1)));
  await sealIt(spool);
  await ship(spool, sink, quick());
  const sha = (of: Uint8Array | undefined): string =>
    createHash("sha256")
      .update(of ?? "")
      .digest("hex");
  assert.equal(sha(sink.logs.get("output.log")), sha(bytes));
  assert.equal(sink.results.size, 1_201);
  assert.equal(sink.calls.filter((call) => call === "appendLog").length, 3);
  assert.equal(sink.calls.filter((call) => call === "putResults").length, 3);
});

test("a server that fails now and then, also after it took a shipment, has everything once in the end", async (t) => {
  const runs = fc.asyncProperty(
    fc.array(fc.constantFrom("before", "after", "none"), { maxLength: 30 }),
    fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }),
    async (faults, pieces) => {
      await using spool = await openSpool(t);
      const sink = new MemorySink();
      const plan = [...faults];
      let next: string | undefined;
      const fail = (): never => {
        throw new AppError("busy", "try later", { retry_after_ms: 0 });
      };
      sink.before = () => {
        next = plan.shift();
        if (next === "before") fail();
      };
      sink.after = () => {
        if (next === "after") fail();
      };
      const shipped = ship(spool, sink, quick());
      for (const piece of pieces) await spool.append("output.log", piece);
      spool.addResults(pieces.map((_, at) => result(at + 1)));
      await sealIt(spool);
      await shipped;
      assert.deepEqual(sink.logs.get("output.log") ?? Buffer.alloc(0), Buffer.concat(pieces));
      assert.equal(sink.results.size, pieces.length);
      assert.notEqual(sink.sealed, null);
      await spool.remove();
    },
  );
  await fc.assert(runs, { numRuns: 40 });
});

test("a server that lost bytes asks for them and gets them", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  await spool.append("output.log", Buffer.from("0123456789"));
  await sealIt(spool);
  sink.before = (call) => {
    if (call !== "seal" || sink.calls.filter((each) => each === "seal").length > 1) return;
    sink.logs.set("output.log", Buffer.from("0123"));
  };
  await ship(spool, sink, quick());
  assert.equal(sink.logs.get("output.log")?.toString(), "0123456789");
});

test("bytes that the server has from before are not stored twice", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  sink.logs.set("output.log", Buffer.from("01234"));
  await spool.append("output.log", Buffer.from("0123456789"));
  await sealIt(spool);
  await ship(spool, sink, quick());
  assert.equal(sink.logs.get("output.log")?.toString(), "0123456789");
});

test("other bytes on the server are an error that is not tried again", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  sink.logs.set("output.log", Buffer.from("xxxxx"));
  await spool.append("output.log", Buffer.from("0123456789"));
  await sealIt(spool);
  await assert.rejects(
    ship(spool, sink, quick()),
    (error: unknown) => error instanceof AppError && error.code === "log-conflict",
  );
});

test("shipping gives up when it is told to, also while it waits to try again", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  sink.before = () => {
    throw new AppError("busy", "no answer");
  };
  const started = performance.now();
  const signal = AbortSignal.timeout(100);
  await assert.rejects(ship(spool, sink, { signal, random: () => 1, onRetry: () => {} }), /no answer/);
  assert.ok(performance.now() - started < 2_000);
});

test("what is printed after the seal is not part of the run", async (t) => {
  await using spool = await openSpool(t);
  const sink = new MemorySink();
  await spool.append("output.log", Buffer.from("a"));
  await sealIt(spool);
  await spool.append("output.log", Buffer.from("b"));
  await spool.sync();
  await ship(spool, sink, quick());
  assert.equal(sink.logs.get("output.log")?.toString(), "a");
});
