import { MAIN_LOG } from "../../model/run.ts";
import { fromTime } from "../../model/time.ts";
import type { Store } from "../../store/store.ts";
import { DEMO_DAYS } from "./builds.ts";
import { demoDocuments, demoUuid } from "./documents.ts";
import { demoRuns, type DemoRun } from "./runs.ts";

const DAY = 86400e3;

/** Runs that are written side by side, so that they share commits. */
const WIDTH = 64;

/** Fills a store with the year before today: every run in it says that it is generated. What is there stays as it is: a second call writes
    nothing, one after an interruption writes what is missing, both in the year of the first. Answers the number of runs. */
export const generateDemo = async (
  store: Store,
  now: number,
  onProgress: (done: number, total: number) => void,
): Promise<number> => {
  const runs = demoRuns();
  const last = runs.at(-1);
  if (last === undefined || (await store.getRun(demoUuid(last)))?.finished) return runs.length;
  const epoch = await yearStart(store, runs, now);
  let done = 0;
  const put = async (run: DemoRun): Promise<void> => {
    await putDemoRun(store, run, epoch);
    onProgress(++done, runs.length);
  };
  const [first = last, ...others] = runs;
  // the first run holds the year's start and the last one says that all are there
  await put(first);
  const waiting = others.slice(0, -1).values();
  const writer = async (): Promise<void> => {
    for (const run of waiting) await put(run);
  };
  await Promise.all(Array.from({ length: WIDTH }, writer));
  await put(last);
  return runs.length;
};

/** Midnight (UTC) at which the year begins: that of the year already begun, or the one that makes it end today. */
const yearStart = async (store: Store, [first]: readonly DemoRun[], now: number): Promise<number> => {
  const begun = first && (await store.getRun(demoUuid(first)));
  if (begun) return fromTime(begun.created) - first.start;
  return Math.floor(now / DAY) * DAY - DEMO_DAYS * DAY;
};

const putDemoRun = async (store: Store, run: DemoRun, epoch: number): Promise<void> => {
  const { run: input, log, results, seal } = demoDocuments(run, epoch);
  // a run that is sealed takes nothing more, not even the same again
  if ((await store.getRun(input.uuid))?.finished) return;
  await store.putRun(input);
  if (log !== null) await store.appendLog({ run: input.uuid, log: MAIN_LOG, offset: 0 }, log);
  if (results.length > 0) await store.putResults(input.uuid, results);
  await store.sealRun(input.uuid, seal);
};
