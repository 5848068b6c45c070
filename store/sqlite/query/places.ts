import type { FieldRef } from "../../../model/query/ast.ts";
import type { FieldName } from "../../../model/query/fields.ts";
import type { Rows } from "../../query/rows.ts";
import { sql } from "../sql.ts";
import { dataKey } from "./data.ts";
import {
  among,
  duration,
  named,
  ofItem,
  ofRun,
  outcomeCode,
  type Place,
  searched,
  stretch,
  time,
  whole,
} from "./place.ts";

type Places = Readonly<Partial<Record<FieldName, Place>>>;

const ITEM: Places = {
  item: named("item", sql`name_key`),
  nvr: named("nvr", sql`nvr_key`),
  version: named("version", sql`version_key`, "version"),
  release: named("release", sql`release_key`, "version"),
  dist: named("dist", sql`dist_key`),
  type: named("type", sql`type_key`),
  package: named("package", sql`package_key`),
};

const itemOf = (owner: "r" | "run"): Places =>
  Object.fromEntries(
    Object.entries(ITEM).map(([field, place]) => [field, ofItem(owner === "r" ? sql`r` : sql`run`, place)]),
  );

const FINDINGS = sql`SELECT 1 FROM finding f WHERE f.run_key = r.run_key AND f.position = r.position`;
const LOGS = sql`SELECT 1 FROM log WHERE log.run_key = run.run_key`;

const ON_FINDING: Places = {
  finding: searched([sql`f.message`, sql`(SELECT value FROM name WHERE key = f.tag_key)`]),
  severity: named("severity", sql`f.severity_key`),
  line: stretch(sql`f.line`, sql`f.line`),
};

const ON_RESULT: Places = {
  ...itemOf("r"),
  package: named("package", sql`r.package_key`),
  check: named("check", sql`r.check_key`),
  arch: named("arch", sql`r.arch_key`),
  scenario: named("scenario", sql`r.scenario_key`),
  fingerprint: named("fingerprint", sql`r.fingerprint_key`),
  log: named("log", sql`r.log_key`),
  line: stretch(sql`r.first_line`, sql`r.last_line`),
  outcome: outcomeCode(sql`r.outcome`),
  message: searched([sql`r.note`]),
  duration: duration(sql`r.duration_ms`),
  finding: among(FINDINGS, searched([sql`f.message`, sql`(SELECT value FROM name WHERE key = f.tag_key)`])),
  severity: among(FINDINGS, named("severity", sql`f.severity_key`)),
};

const ON_RUN: Places = {
  ...itemOf("run"),
  arch: named("arch", sql`run.arch_key`),
  outcome: outcomeCode(sql`run.outcome`),
  run: whole(sql`run.uuid`, sql`run.uuid`),
  task: named("task", sql`run.task_key`),
  state: whole(sql`run.state`, sql`lower(run.state)`),
  runner: named("runner", sql`run.runner_key`),
  started: time(sql`run.started`),
  finished: time(sql`run.finished`),
  log: among(LOGS, whole(sql`log.name`, sql`lower(log.name)`)),
};

/** Where the field's values are for these rows; a row passes when one of them does. None for fields that nothing has yet. */
export const placesOf = (rows: Rows, field: FieldRef): readonly Place[] => {
  if (field.startsWith("data.")) return [dataKey(field.slice("data.".length))];
  const name = field as FieldName;
  const [onResult, onRun] = [ON_RESULT[name], ON_RUN[name]];
  if (rows === "runs") return [onResult, onRun].filter((place) => place !== undefined);
  const own = (rows === "findings" ? ON_FINDING[name] : undefined) ?? onResult;
  if (own !== undefined) return [own];
  return onRun === undefined ? [] : [ofRun(sql`r`, onRun)];
};
