import type { Artifact } from "../../model/artifact.ts";
import type { Problem } from "../../model/problem.ts";
import type { Log, Run, Source, State, Wish } from "../../model/run.ts";
import { outcomeOf } from "./outcomes.ts";
import { expiredOf } from "./retention/expired.ts";
import type { Sql } from "./sql.ts";
import { sql } from "./sql.ts";
import { shown, shownOrNull } from "../record/times.ts";

/** A run as its table has it, names resolved. */
export interface RunRow {
  readonly run_key: number;
  readonly uuid: string;
  readonly task: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly package: string;
  readonly version: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  readonly state: State;
  readonly outcome: number | null;
  readonly ok: number;
  readonly attempt: number;
  readonly retry_of: string | null;
  readonly runner: string | null;
  readonly created: number;
  readonly started: number | null;
  readonly begin: number;
  readonly finished: number | null;
  readonly heard: number;
  readonly exit_code: number | null;
  readonly signal: string | null;
  readonly limit_name: string | null;
  readonly fault: string | null;
  readonly plan: number | null;
  readonly problems: string;
  readonly results: number;
  readonly source: string | null;
  readonly wish: string | null;
  readonly generated: number;
  readonly seal: string | null;
  readonly pinned: number;
  readonly expired: number;
}

const nameOf = (key: Sql): Sql => sql`(SELECT value FROM name WHERE key = ${key})`;

/** Selects `RunRow`s; conditions go on. */
export const SELECT_RUN: Sql = sql`SELECT run.*, ${nameOf(sql`run.task_key`)} AS task,
  ${nameOf(sql`run.arch_key`)} AS arch, ${nameOf(sql`run.runner_key`)} AS runner,
  ${nameOf(sql`item.name_key`)} AS item, ${nameOf(sql`item.type_key`)} AS type,
  ${nameOf(sql`item.package_key`)} AS package, ${nameOf(sql`item.version_key`)} AS version,
  ${nameOf(sql`item.release_key`)} AS release, ${nameOf(sql`item.dist_key`)} AS dist
  FROM run JOIN item USING (item_key)`;

export const sourceOf = ({ source }: RunRow): Source | null =>
  source === null ? null : (JSON.parse(source) as Source);

export const wishOf = ({ wish }: RunRow): Wish | null => (wish === null ? null : (JSON.parse(wish) as Wish));

export const toRun = (row: RunRow, logs: readonly Log[], artifacts: readonly Artifact[]): Run => ({
  uuid: row.uuid,
  task: row.task,
  item: row.item,
  type: row.type,
  arch: row.arch,
  package: row.package,
  version: row.version,
  release: row.release,
  dist: row.dist,
  state: row.state,
  outcome: row.outcome === null ? null : outcomeOf(row.outcome),
  ok: row.ok === 1,
  attempt: row.attempt,
  retry_of: row.retry_of,
  runner: row.runner,
  created: shown(row.created),
  started: shownOrNull(row.started),
  finished: shownOrNull(row.finished),
  heard: shown(row.heard),
  duration_ms: row.started === null || row.finished === null ? null : Math.max(0, row.finished - row.started),
  exit_code: row.exit_code,
  signal: row.signal,
  limit: row.limit_name,
  fault: row.fault,
  plan: row.plan,
  problems: JSON.parse(row.problems) as Problem[],
  results: row.results,
  logs: [...logs],
  artifacts: [...artifacts],
  source: sourceOf(row),
  wish: wishOf(row),
  generated: row.generated === 1,
  pinned: row.pinned === 1,
  expired: expiredOf(row.expired),
});
