import { LIMITS } from "../model/limits.ts";
import type { ResultInput } from "../model/result.ts";
import type { Store } from "../store/store.ts";
import { chunksOf } from "./chunks.ts";
import type { Digest } from "./digest.ts";
import type { OpenReader, ReaderDefaults, Reading } from "./reader.ts";

/** Results that are stored together. */
const BATCH = 1000;

/** Where an import goes. */
export interface Target {
  readonly store: Store;
  readonly run: string;
  readonly defaults: ReaderDefaults;
  /** Of all results, where it is not the time of storing. */
  readonly submit_time: string | null;
  /** Counts what the store has accepted. */
  readonly digest: Digest;
}

/** Streams a body into a run's log and its results into the store. Bytes go first: a result's lines are there when it is. */
export const pour = async (
  body: AsyncIterable<Uint8Array>,
  open: OpenReader,
  target: Target,
): Promise<Reading> => {
  const { store, run, defaults, submit_time, digest } = target;
  let waiting: ResultInput[] = [];
  const reader = open(defaults, (results) => {
    for (const result of results) waiting.push(submit_time === null ? result : { ...result, submit_time });
  });
  const flush = async (least: number): Promise<void> => {
    while (waiting.length >= least && waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      await store.putResults(run, batch);
    }
  };
  for await (const chunk of chunksOf(body, LIMITS.chunk)) {
    await store.appendLog({ run, log: defaults.log, offset: digest.bytes }, chunk);
    digest.add(chunk);
    await reader.write(chunk);
    await flush(BATCH);
  }
  const reading = await reader.end();
  await flush(1);
  return reading;
};
