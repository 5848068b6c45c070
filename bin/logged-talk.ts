import type { Log } from "./log.ts";
import type { WorkerTalk } from "./start-work.ts";

/** Tells what a worker does in the log for machines. */
export const loggedTalk = (log: Log): WorkerTalk => ({
  onStarted: (job) => log.info(ofRun(job.uuid, { task: job.task, attempt: job.attempt }), "run started"),
  onFinished: ({ outcome, duration_ms, fault }, job) =>
    log.info(
      {
        ...ofRun(job.uuid, { task: job.task, outcome, fault }),
        event: { duration: Math.round(duration_ms * 1e6) },
      },
      "run finished",
    ),
  onMessage: (text) => log.warn(text),
});

const ofRun = (run: string, more: object): object => ({ taskotron: { run, ...more } });
