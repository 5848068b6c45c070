import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { openStore } from "../../store/open.ts";
import type { Store } from "../../store/store.ts";

export const NOW = Date.parse("2026-03-01T12:00:00Z");

/** A store and a folder of the test's own. */
export const openTestStore = async (
  t: TestContext,
): Promise<{ readonly store: Store; readonly folder: string }> => {
  const folder = await mkdtemp(join(tmpdir(), "ingest-"));
  const store = await openStore(`sqlite:${join(folder, "store")}`, { now: () => NOW });
  t.after(async () => {
    await store[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  return { store, folder };
};

/** All that a log holds. */
export const bytesOf = async (store: Store, run: string, log: string, size: number): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const bytes of store.readBytes(run, log, 0, size)) parts.push(bytes.slice());
  return Buffer.concat(parts);
};
