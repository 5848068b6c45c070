import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { OpenReader } from "../../ingest/reader.ts";
import type { Sink } from "../../ingest/sink.ts";
import { AppError } from "../../model/errors.ts";
import { toTime } from "../../model/time.ts";
import type { RefuseCheck } from "../refusals.ts";
import { LOST } from "../work/close-run.ts";
import { killMarked } from "../execute/leftovers.ts";
import { removeTree } from "../execute/remove-tree.ts";
import { digestLogs } from "./log-digest.ts";
import type { RetryOptions } from "./retry.ts";
import { readLostRun } from "./lost-run.ts";
import { ship } from "./ship.ts";
import { isOwnerAlive } from "./owner.ts";
import { readLogSizes, readRecord } from "./spool-record.ts";
import { Spool } from "./spool.ts";

interface ResumeOptions extends RetryOptions {
  readonly now: () => number;
  /** Reads the results from the logs once more. */
  readonly openReader: OpenReader;
  /** Keeps out again what a task may not report. */
  readonly refuseCheck?: RefuseCheck;
  readonly onMessage: (text: string) => void;
}

/** Ships what killed runners left in a spool folder: each run up to its last byte, sealed as CRASHED (`runner-lost`) where its runner had not come to
    the seal, with the artifacts that its task had made by then. Processes that still belong to such a run are killed, its workspace
    is removed. Answers the runs that the server has now. A spool whose process still runs
    is left alone; one that cannot be shipped stays, and is told. */
export const resumeSpool = async (
  root: string,
  sink: Sink,
  options: ResumeOptions,
): Promise<readonly string[]> => {
  const names = await readdir(root).catch(() => []);
  const done: string[] = [];
  for (const name of names) {
    try {
      if (await resumeRun(join(root, name), sink, options)) done.push(name);
    } catch (error) {
      options.onMessage(
        `spool of run ${name} is kept: ${error instanceof Error ? error.message : "unknown reason"}`,
      );
    }
  }
  return done;
};

const resumeRun = async (folder: string, sink: Sink, options: ResumeOptions): Promise<boolean> => {
  const record = await readRecord(folder);
  if (record === null) {
    await rm(folder, { recursive: true, force: true });
    return false;
  }
  if (await isOwnerAlive(record.owner)) return false;
  await killMarked(record.input.uuid);
  const logs = await readLogSizes(folder);
  const { artifacts, results, reading } = await readLostRun(folder, record, options);
  await using spool = Spool.reopen(folder, record, { logs, results });
  if (artifacts !== null && record.artifacts === undefined) await spool.keepArtifacts(artifacts);
  if (record.workspace !== null) await removeTree(record.workspace);
  if (record.seal === null)
    await spool.seal({
      state: "CRASHED",
      fault: LOST,
      finished: toTime(options.now()),
      plan: reading.plan,
      problems: [...reading.problems],
      logs: await digestLogs(folder, logs.keys()),
      ...(artifacts === null ? {} : { artifacts: [...artifacts] }),
    });
  const closed = await ship(spool, sink, options).then(() => false, isClosed);
  await spool.remove();
  return !closed;
};

const isClosed = (error: unknown): true => {
  if (error instanceof AppError && error.code === "run-closed") return true;
  throw error;
};
