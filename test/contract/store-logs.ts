import assert from "node:assert/strict";
import { ANSI } from "../../model/lines.ts";
import type { Store } from "../../store/store.ts";
import type { Cases } from "./store.contract.ts";
import { bytes, runInput, sealedLog, sealInput, uuid } from "./store-build.ts";

const append = (store: Store, offset: number, text: string | Uint8Array, log = "output.log") =>
  store.appendLog({ run: uuid("a"), log, offset }, typeof text === "string" ? bytes(text) : text);

const read = async (store: Store, start = 0, end = Infinity): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of store.readBytes(uuid("a"), "output.log", start, end)) parts.push(part);
  return Buffer.concat(parts);
};

export const logCases: Cases = {
  "bytes are readable, by line and as they came, when appending resolves": async ({ store }) => {
    await store.putRun(runInput("a"));
    assert.equal(await append(store, 0, "one\ntwo\r\nthr"), 12);
    assert.equal(await append(store, 12, "ee\n\xff"), 17);
    const { log, lines } = await store.readLines(uuid("a"), "output.log", 2, 2);
    assert.deepEqual(log, { name: "output.log", bytes: 17, lines: 4, sha256: null });
    assert.deepEqual(lines, [
      { number: 2, text: "two", offset: 4 },
      { number: 3, text: "three", offset: 9 },
    ]);
    assert.equal((await read(store)).toString(), "one\ntwo\r\nthree\n\xff");
    assert.equal((await read(store, 4, 7)).toString(), "two");
    assert.deepEqual((await store.getRun(uuid("a")))?.logs, [log]);
  },

  "stored bytes are accepted again, whatever the cuts": async ({ store }) => {
    await store.putRun(runInput("a"));
    await append(store, 0, "0123456789");
    assert.equal(await append(store, 0, "0123456789"), 10);
    assert.equal(await append(store, 4, "456"), 10);
    assert.equal(await append(store, 8, "89ab"), 12);
    assert.equal((await read(store)).toString(), "0123456789ab");
  },

  "other bytes in a stored range are a conflict": async ({ store }) => {
    await store.putRun(runInput("a"));
    await append(store, 0, "0123456789");
    await assert.rejects(append(store, 4, "4x6"), { code: "log-conflict" });
    await assert.rejects(append(store, 9, "xab"), { code: "log-conflict" });
    assert.equal((await read(store)).toString(), "0123456789");
  },

  "a gap is refused with the offset that is expected": async ({ store }) => {
    await store.putRun(runInput("a"));
    await assert.rejects(append(store, 1, "x"), { code: "log-gap", fields: { log: "output.log", next: 0 } });
    await append(store, 0, "0123");
    await assert.rejects(append(store, 5, "x"), { code: "log-gap", fields: { log: "output.log", next: 4 } });
  },

  "appends that race end with every byte once": async ({ store }) => {
    await store.putRun(runInput("a"));
    const text = "0123456789".repeat(50);
    const cuts = Array.from({ length: 50 }, (_, at) => at * 10);
    await Promise.all(
      [...cuts, ...cuts].map((offset) => append(store, offset % 500, text.slice(offset, offset + 10))),
    );
    assert.equal((await read(store)).toString(), text);
  },

  "logs, lines and bytes of what does not exist are not found": async ({ store }) => {
    await assert.rejects(append(store, 0, "x"), { code: "not-found" });
    await assert.rejects(store.readLines(uuid("a"), "output.log", 1, 1), { code: "not-found" });
    await store.putRun(runInput("a"));
    await assert.rejects(store.readLines(uuid("a"), "output.log", 1, 1), { code: "not-found" });
    await assert.rejects(read(store), { code: "not-found" });
  },

  "a run keeps several logs apart, and lists them by name": async ({ store }) => {
    await store.putRun(runInput("a"));
    await append(store, 0, "two\n", "b.log");
    await append(store, 0, "one\n", "a.log");
    assert.deepEqual(
      (await store.getRun(uuid("a")))?.logs.map(({ name, bytes }) => [name, bytes]),
      [
        ["a.log", 4],
        ["b.log", 4],
      ],
    );
  },

  "a sealed run's log takes bytes that it has and no others": async ({ store }) => {
    await store.putRun(runInput("a"));
    await append(store, 0, "one\n");
    await store.sealRun(uuid("a"), sealInput({ logs: [sealedLog("output.log", "one\n")] }));
    assert.equal(await append(store, 0, "one\n"), 4);
    await assert.rejects(append(store, 4, "two\n"), { code: "run-closed" });
    await assert.rejects(append(store, 0, "two\n", "other.log"), { code: "run-closed" });
  },

  "every byte comes back, and lines are as displayed": async ({ store, reopen }) => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    const blob = Buffer.concat([all, Buffer.from("\x1b[31mred\x1b[0m\r\n\ufeffbom 😀\n"), all]);
    await store.putRun(runInput("a"));
    await append(store, 0, blob);
    const again = await reopen();
    assert.deepEqual(await read(again), blob);
    const { lines } = await again.readLines(uuid("a"), "output.log", 1, 100);
    assert.ok(lines.some(({ text }) => ANSI.test(text)));
  },

  "lines of a long log are where they belong": async ({ store }) => {
    const text = Array.from({ length: 5000 }, (_, at) => `line ${at + 1}`).join("\n");
    await store.putRun(runInput("a"));
    for (let at = 0; at < text.length; at += 9999) await append(store, at, text.slice(at, at + 9999));
    const { log, lines } = await store.readLines(uuid("a"), "output.log", 4999, 10);
    assert.equal(log.lines, 5000);
    assert.deepEqual(
      lines.map((line) => line.text),
      ["line 4999", "line 5000"],
    );
  },
};
