import assert from "node:assert/strict";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "../../../model/limits.ts";
import { type Ran, runSteps, SMALL, taskBox } from "../../runner/box.ts";
import { MemorySink } from "../../runner/memory-sink.ts";
import { needsSmallDisk, type SmallDisk, smallDisk } from "./disk.ts";

const MIB = 1 << 20;

/** More than the disk has room for beside the ballast. */
const PRINTED = 12 * MIB;

const STEPS = `- name: print
  exec: { program: node, args: [print.mjs] }
`;

const PROGRAM = `process.stdout.write("1..1\\nok 1\\n");
const line = "x".repeat(1023) + "\\n";
for (let at = 0; at < ${PRINTED} / 1024; at++) if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once("drain", go));
`;

interface Full {
  readonly disk: SmallDisk;
  readonly sink: MemorySink;
  readonly ran: Promise<Ran>;
  /** Resolves with the bytes that came when no more come. */
  readonly paused: () => Promise<number>;
}

/** A task that prints more than 4 MiB, the room on its spool's disk. */
const printing = (t: TestContext, patience: number, signal = new AbortController().signal): Full => {
  const disk = smallDisk(t, 40);
  disk.occupy(40 - 4 - (LIMITS.spoolReserve >> 20));
  const box = taskBox(t);
  const sink = new MemorySink();
  let bytes = 0;
  const ran = runSteps(box, STEPS, {
    files: { "print.mjs": PROGRAM },
    sink,
    signal,
    folders: { spool: join(disk.folder, "spool"), work: join(box.folder, "work") },
    limits: { ...SMALL, output: 64 * MIB, spoolFull: patience },
    onOutput: (more) => void (bytes += more.length),
  });
  const paused = async (): Promise<number> => {
    for (let before = -1; bytes === 0 || before !== bytes; await sleep(700)) before = bytes;
    return bytes;
  };
  return { disk, sink, ran, paused };
};

suite("a full disk under the spool", needsSmallDisk(), () => {
  test("pauses the task, which goes on by itself when there is room: nothing is dropped", async (t) => {
    const { disk, sink, ran, paused } = printing(t, 60_000);
    const before = await paused();
    assert.ok(before <= 4 * MIB, `${before} bytes were taken`);
    disk.occupy(0);
    const { report } = await ran;
    assert.equal(report.seal.state, "FINISHED", report.seal.fault ?? "");
    assert.equal(sink.logs.get("output.log")?.length, "1..1\nok 1\n".length + PRINTED);
  });

  test("ends the task as ABORTED, spool-full, when it lasts; what was printed till then is shipped and sealed", async (t) => {
    const { sink, ran } = printing(t, 1_000);
    const { report } = await ran;
    assert.equal(report.seal.state, "ABORTED");
    assert.match(report.seal.fault ?? "", /^spool-full: less than 16 MiB were free .* for 1 s$/);
    const sealed = report.seal.logs.find(({ name }) => name === "output.log");
    const shipped = sink.logs.get("output.log")?.length ?? 0;
    assert.ok(shipped > 3 * MIB && shipped <= 4 * MIB, `${shipped} bytes were shipped`);
    assert.equal(shipped, sealed?.bytes);
    assert.equal(report.shipped, true);
  });

  test("keeps nobody from interrupting the task", async (t) => {
    const interrupt = new AbortController();
    const { ran, paused } = printing(t, 60_000, interrupt.signal);
    await paused();
    const asked = performance.now();
    interrupt.abort();
    const { report } = await ran;
    assert.ok(performance.now() - asked < 10_000);
    assert.equal(report.seal.fault, "interrupted");
  });
});
