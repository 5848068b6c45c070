import type { Queue } from "../queue/queue.ts";
import type { RunReport } from "../runner/report.ts";
import { humanDuration } from "./human.ts";
import type { Progress } from "./progress.ts";
import { outcomeText, print, safeText, say } from "./terminal.ts";
import type { WorkerTalk } from "./start-work.ts";

/** Tells what a worker does: a line per finished run on stdout, how many wait on the progress line. */
export const workerTalk = (queue: Queue, progress: Progress): WorkerTalk => {
  let done = 0;
  const showWaiting = async (): Promise<void> => {
    const { waiting, leased } = await queue.counts();
    if (waiting + leased > 0) progress.show(`${done} runs finished, ${leased} running, ${waiting} waiting`);
  };
  return {
    onStarted: () => undefined,
    onFinished: (report, job) => {
      done += 1;
      progress.clear();
      print(summaryLine(report, job.item));
      showWaiting().catch(() => undefined);
    },
    onMessage: (text) => {
      progress.clear();
      say(`taskotron: ${safeText(text)}`);
    },
  };
};

const summaryLine = (
  { outcome, task, duration_ms, fault, results, run }: RunReport,
  item: string,
): string => {
  const findings = results.reduce((sum, result) => sum + (result.findings?.length ?? 0), 0);
  const more = fault ?? (findings === 0 ? "" : `${findings} ${findings === 1 ? "finding" : "findings"}`);
  return `${outcomeText(outcome)} ${task.padEnd(14)} ${safeText(item)}  ${humanDuration(duration_ms)}  ${safeText(more)}${(run.attempt ?? 1) > 1 ? "  retry" : ""}`.trimEnd();
};
