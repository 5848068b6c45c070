import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { LIMITS } from "../model/limits.ts";
import type { Settings } from "../model/settings.ts";
import { openQueue } from "../queue/open.ts";
import { httpSink } from "../runner/ship/http-sink.ts";
import { retry } from "../runner/ship/retry.ts";
import { httpRuns } from "../runner/work/http-runs.ts";
import type { Worker } from "../runner/work/worker.ts";
import { loggedTalk } from "./logged-talk.ts";
import { openLog } from "./log.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { openProgress } from "./progress.ts";
import { findServer } from "./server-file.ts";
import { queueUrl } from "./settings.ts";
import { startWork, type Work, type WorkerTalk } from "./start-work.ts";
import { say } from "./terminal.ts";
import { workerTalk } from "./worker-talk.ts";

/** The nil uuid: asking for its run shows whether the server can be asked. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

export const workerCommand = (): Command =>
  withSettings(
    newCommand("worker", "Executes jobs for a server, on this machine or another."),
    "server",
    "queue",
    "token",
    "data",
    "concurrency",
  )
    .addHelpText(
      "after",
      examples(
        "TASKOTRON_TOKEN=… taskotron worker --server https://taskotron.example.org --queue redis://queue.example.org",
        "taskotron serve --no-worker & taskotron worker         on one machine, with the queue of the data folder",
      ) +
        `\n\nSIGTERM lets the tasks at hand go on for ${LIMITS.drain / 1000} s; what is left then, or at SIGINT or a second signal, ends as\nABORTED and is tried again by another worker.`,
    )
    .action(async (flags: Record<string, unknown>) => work(settingsOf(flags)));

const work = async (settings: Settings): Promise<void> => {
  const url = serverOf(settings);
  const server = { url, token: settings.token, fetch };
  await using queue = await openQueue(queueUrl(settings), { now: Date.now });
  const progress = openProgress(process.stderr);
  const log = openLog(settings);
  const talk = log === null ? workerTalk(queue, progress) : loggedTalk(log);
  const ending = new AbortController();
  const ended = endOf(ending);
  const readRun = httpRuns(server);
  await reached(() => readRun(NOBODY), talk, ending.signal);
  const job: Work = { queue, sink: httpSink(server), readRun, settings, retryInterrupted: true };
  const worker = await startWork(job, talk);
  say(`taskotron: working for ${url}  (Ctrl-C stops)`);
  await stopped(worker, ended);
  progress.clear();
  say("taskotron: stopped");
};

/** The server of the settings, else the one that serves the data folder right now. */
const serverOf = ({ server, data }: Settings): string => {
  const found = server || findServer(data)?.address;
  if (found === undefined)
    throw new AppError("usage", "a worker needs the address of its server: give --server URL");
  return found;
};

/** Waits for a server that is not there yet. */
const reached = (ask: () => Promise<unknown>, talk: WorkerTalk, signal: AbortSignal): Promise<unknown> =>
  retry(ask, { signal, random: Math.random, onRetry: ({ message }) => talk.onMessage(message) });

/** When the process is to end: gently first, and when there is no more time. */
interface End {
  readonly gently: Promise<void>;
  readonly now: Promise<void>;
}

/** The first SIGTERM ends it gently, SIGINT, SIGHUP and a second signal at once, and a third without putting anything away. */
const endOf = (ending: AbortController): End => {
  const gently = Promise.withResolvers<void>();
  const now = Promise.withResolvers<void>();
  let signals = 0;
  const take = (exitCode: number, isGentle: boolean): void => {
    signals++;
    ending.abort();
    if (signals > 2) process.exit(exitCode);
    gently.resolve();
    if (!isGentle || signals > 1) now.resolve();
  };
  process.on("SIGTERM", () => take(EXIT.terminated, true));
  process.on("SIGINT", () => take(EXIT.interrupted, false));
  process.on("SIGHUP", () => take(EXIT.hungUp, false));
  return { gently: gently.promise, now: now.promise };
};

const stopped = async (worker: Worker, { gently, now }: End): Promise<void> => {
  await gently;
  say("taskotron: stopping");
  const stopping = worker.stop(LIMITS.drain);
  void now.then(() => worker.stop());
  await stopping;
};
