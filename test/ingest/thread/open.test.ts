import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { ResultInput } from "../../../model/result.ts";
import { inThread } from "../../../ingest/thread/open.ts";
import { DEFAULTS, readTap } from "../tap/read.ts";

const TEXT = "1..2\nok - a\n  ---\n  item: x\n  ...\nok - b\n";

const openInThread = inThread("tap");

const open = (tell?: (results: readonly ResultInput[]) => void) => {
  const results: ResultInput[] = [];
  const reader = openInThread(DEFAULTS, tell ?? ((told) => results.push(...told)));
  return { reader, results };
};

test("the thread reads what the stream reads, byte by byte too", async () => {
  const { reader, results } = open();
  for (const byte of Buffer.from(TEXT)) await reader.write(Uint8Array.of(byte));
  assert.deepEqual({ reading: await reader.end(), results }, readTap(TEXT));
});

test("a result is told while the stream goes on", async () => {
  let seen = (): void => {};
  const told = new Promise<void>((resolve) => (seen = resolve));
  const { reader } = open(() => seen());
  await reader.write(Buffer.from("1..2\nok - a\nok - b\n"));
  await told;
  assert.equal((await reader.end()).results, 2);
});

test("readers at the same time do not mix", async () => {
  const many = Array.from({ length: 20 }, (_, at) => ({ at, ...open() }));
  await Promise.all(
    many.map(async ({ at, reader, results }) => {
      await reader.write(Buffer.from("1..1\n"));
      await reader.write(Buffer.from(`ok - check${at}\n`));
      await reader.end();
      assert.deepEqual(
        results.map(({ check }) => check),
        [`check${at}`],
      );
    }),
  );
});

test("the caller may reuse its buffer", async () => {
  const { reader, results } = open();
  const buffer = Buffer.from("1..1\nok - before\n");
  await reader.write(buffer);
  buffer.fill("x");
  await reader.end();
  assert.equal(results[0]?.check, "before");
});

test("writing waits for the thread, so that a fast writer cannot fill the memory", async () => {
  const { reader } = open();
  const piece = Buffer.from("some line of a log\n".repeat(50_000));
  let written = 0;
  const writing = (async () => {
    for (let at = 0; at < 5; at++) {
      await reader.write(piece);
      written++;
    }
  })();
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(written < 5);
  await writing;
  await reader.end();
});

test("an error of who is told comes out of `end`", async () => {
  const { reader } = open(() => {
    throw new Error("no room");
  });
  await reader.write(Buffer.from(TEXT)).catch(() => {});
  await assert.rejects(reader.end(), /no room/);
});

test("a process ends by itself after its readers ended, and after one was left open", async () => {
  const url = JSON.stringify(new URL("../../../ingest/thread/open.ts", import.meta.url).href);
  const script = `
    const { inThread } = await import(${url});
    const openTapReader = inThread("tap");
    const reader = openTapReader(${JSON.stringify(DEFAULTS)}, () => {});
    await reader.write(Buffer.from("1..1\\nok\\n"));
    console.log((await reader.end()).results);
    openTapReader(${JSON.stringify(DEFAULTS)}, () => {});`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: join(import.meta.dirname, "../../.."),
    timeout: 30_000,
  });
  assert.equal(stdout, "1\n");
});

test("a reader whose request cannot be sent is closed: it keeps neither the thread busy nor the process alive", async () => {
  const url = JSON.stringify(new URL("../../../ingest/thread/open.ts", import.meta.url).href);
  const script = `
    const { inThread } = await import(${url});
    const unsendable = { ...${JSON.stringify(DEFAULTS)}, task: () => {} };
    try {
      inThread("tap")(unsendable, () => {});
    } catch (error) {
      console.log(error.code);
    }
    const reader = inThread("tap")(${JSON.stringify(DEFAULTS)}, () => {});
    await reader.write(Buffer.from("1..1\\nok\\n"));
    console.log((await reader.end()).results);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: join(import.meta.dirname, "../../.."),
    timeout: 30_000,
  });
  assert.equal(stdout, "internal\n1\n");
});
