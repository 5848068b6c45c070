import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Page } from "../../../model/page.ts";
import type { Run, RunInput } from "../../../model/run.ts";
import { eventually, type Server, startServer } from "../../support/server.ts";
import { needsSmallDisk, smallDisk } from "./disk.ts";
import { shipLog } from "./patient.ts";
import { append, assertFull, assertLog, assertReady, denseText, put, someRun } from "./refusing.ts";

const PIECE = 256 << 10;

/** MiB of the disk that others have. */
const TAKEN = 24;

/** Appends until the server refuses; answers what it has acknowledged. */
const fill = async (server: Server, run: RunInput, text: Buffer): Promise<Buffer> => {
  for (let at = 0; at < text.length; at += PIECE) {
    const answer = await append(server, run, at, text.subarray(at, at + PIECE));
    if (answer.ok) continue;
    await assertFull(answer);
    return text.subarray(0, at);
  }
  throw new Error("the disk was never full");
};

suite("a full disk under the embedded store", needsSmallDisk(), () => {
  test("writes answer 507, reads go on, a restart needs a MiB, and with room runners go on by themselves: nothing acknowledged is lost", async (t) => {
    const disk = smallDisk(t, 48);
    disk.occupy(TAKEN);
    const text = denseText(40 << 20);
    const run = someRun();
    let acknowledged: Buffer;
    {
      await using server = await startServer(disk.folder, "--no-worker");
      assert.equal((await put(server, run)).ok, true);
      acknowledged = await fill(server, run, text);
      assert.ok(acknowledged.length > PIECE);
      await assertReady(server, 503);
      await assertLog(server, run, acknowledged);
      assert.equal(await server.stop(), 0);
    }
    // A start needs some 100 KiB.
    disk.occupy(TAKEN - 1);
    await using server = await startServer(disk.folder, "--no-worker");
    await assertLog(server, run, acknowledged);
    const listed = (await server.get("/runs")) as Page<Run>;
    assert.deepEqual(
      listed.data.map(({ uuid }) => uuid),
      [run.uuid],
    );
    const whole = text.subarray(0, acknowledged.length + 16 * PIECE);
    const runner = await shipLog(server.address, run, whole);
    await eventually("a refusal", async () => (runner.refusals.includes("disk-full") ? true : null));
    disk.occupy(0);
    assert.equal((await runner.sealed).state, "FINISHED");
    await assertReady(server, 200);
    await assertLog(server, run, whole);
  });
});
