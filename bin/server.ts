import { policyOf } from "../model/retention.ts";
import type { Settings } from "../model/settings.ts";
import { anonymousOf, needToken } from "./access.ts";
import { generateDemo } from "./demo/generate.ts";
import { scheduleFirstRun } from "./first-run/schedule.ts";
import { type House, openHouse } from "./house.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { onInterruption } from "./interruption.ts";
import { listen } from "./listen.ts";
import { type Log, openLog } from "./log.ts";
import { loggedTalk } from "./logged-talk.ts";
import { openProgress } from "./progress.ts";
import { startQueueKeeping } from "./queue-keeping.ts";
import { removeServerNote, writeServerNote } from "./server-file.ts";
import { wholeNumber } from "./settings.ts";
import { say } from "./terminal.ts";
import { startHouseWorker } from "./worker.ts";
import { workerTalk } from "./worker-talk.ts";

/** What a server does beside answering. */
export interface Serving {
  readonly worker: boolean;
  readonly firstRun?: true;
  readonly demo?: true;
}

/** Serves until the process is asked to end. */
// imported only by the command
// ts-unused-exports:disable-next-line
export const serve = async (settings: Settings, flags: Serving): Promise<void> => {
  const stop = stopSignal();
  const stopping = new AbortController();
  void stop.then(() => stopping.abort());
  const log = openLog(settings);
  await using house = await openHouse(settings, {
    pages: true,
    anonymous: anonymousOf(settings),
    stopping: stopping.signal,
    log,
  });
  await needToken(settings, house.store);
  const address = await listen(house.app, settings.host, wholeNumber(settings, "port"));
  writeServerNote(settings.data, { address, pid: process.pid });
  say(`taskotron: ${address}  (data in ${settings.data}; Ctrl-C stops)`);
  try {
    await work(house, settings, { ...flags, stop, log });
  } finally {
    removeServerNote(settings.data);
  }
  say("taskotron: stopped");
};

const work = async (
  house: House,
  settings: Settings,
  { worker, firstRun, demo, stop, log }: Serving & { readonly stop: Promise<void>; readonly log: Log | null },
): Promise<void> => {
  const progress = openProgress(process.stderr);
  const talk = log === null ? workerTalk(house.queue, progress) : loggedTalk(log);
  using _housekeeping = startHousekeeping({
    store: house.store,
    policy: policyOf(settings),
    now: Date.now,
    onMessage: talk.onMessage,
  });
  await using _keeping = startQueueKeeping({
    ...house,
    now: Date.now,
    listening: Date.now(),
    onMessage: talk.onMessage,
  });
  const running = worker ? await startHouseWorker(house, settings, talk) : null;
  if (demo) await fillDemo(house, progress.show);
  if (firstRun || demo) say(`taskotron: ${await scheduleFirstRun(house)}`);
  await stop;
  progress.clear();
  say("taskotron: stopping");
  await running?.stop();
};

const fillDemo = async ({ store }: House, show: (text: string) => void): Promise<void> => {
  const runs = await generateDemo(store, Date.now(), (done, total) =>
    show(`generating history: ${done} of ${total} runs`),
  );
  say(`taskotron: ${runs} generated runs of one year, marked as generated`);
};

const stopSignal = (): Promise<void> => new Promise((resolve) => onInterruption(() => resolve()));
