import type { Artifact } from "../../../model/artifact.ts";
import type { Log, Run } from "../../../model/run.ts";
import { shown, shownOrNull } from "../../record/times.ts";
import type { LogFields, RunFields } from "../documents.ts";

/** The run as it is told, with its logs and artifacts by name. */
export const toRun = (run: RunFields, logs: readonly LogFields[], artifacts: readonly Artifact[]): Run => ({
  uuid: run.run,
  task: run.task,
  item: run.item,
  type: run.type,
  arch: run.arch,
  package: run.package,
  version: run.version,
  release: run.release,
  dist: run.dist,
  state: run.state,
  outcome: run.outcome,
  ok: run.ok,
  attempt: run.attempt,
  retry_of: run.retry_of,
  runner: run.runner,
  created: shown(run.created),
  started: shownOrNull(run.started),
  finished: shownOrNull(run.finished),
  heard: shown(run.heard),
  duration_ms: run.started === null || run.finished === null ? null : Math.max(0, run.finished - run.started),
  exit_code: run.exit_code,
  signal: run.signal,
  limit: run.limit,
  fault: run.fault,
  plan: run.plan,
  problems: [...run.problems],
  results: run.results,
  logs: logs.map(toLog),
  artifacts: [...artifacts],
  source: run.source,
  wish: run.wish,
  generated: run.generated,
  pinned: run.pinned,
  expired: [...run.expired],
});

export const toLog = ({ log, bytes, lines, sha256 }: LogFields): Log => ({ name: log, bytes, lines, sha256 });
