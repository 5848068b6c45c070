import type { FieldRef } from "../../../model/query/ast.ts";
import type { FieldName } from "../../../model/query/fields.ts";
import type { Rows } from "../../query/rows.ts";
import type { Comparison } from "../../query/value.ts";
import { termsOf } from "./filter.ts";
import type { Keyword } from "./keyword.ts";
import {
  anyFinding,
  dataKey,
  duration,
  elsewhere,
  HAS_FINDINGS,
  keyword,
  ofEach,
  type Place,
  searched,
  stretch,
  time,
} from "./place.ts";
import type { Reading } from "./reading.ts";

type Places = Readonly<Partial<Record<FieldName, Place>>>;

type Index = "runs" | "results" | "logs";

const indexOf = (index: Index) => (reading: Reading) => reading.elastic.indices.all(index);

interface Named {
  readonly kind?: Keyword["kind"];
  readonly comparison?: Comparison;
}

/** A keyword of documents of the index, with what it is compared by beside it. */
const named = (index: Index, name: string, { kind = "name", comparison = "text" }: Named = {}): Place =>
  keyword((reading) => ({
    index: indexOf(index)(reading),
    field: `taskotron.${name}`,
    folded: `folded.${name}`,
    kind,
    comparison,
  }));

/** A name that has few values, so that each is looked at. */
const few = (index: Index, field: string): Place =>
  keyword((reading) => ({ index: indexOf(index)(reading), field, folded: null, kind: "name" }));

const itemOf = (index: Index): Places => ({
  item: named(index, "item"),
  nvr: named(index, "nvr"),
  version: named(index, "version", { comparison: "version" }),
  release: named(index, "release", { comparison: "version" }),
  dist: named(index, "dist"),
  type: named(index, "type"),
  package: named(index, "package"),
  arch: named(index, "arch"),
  outcome: named(index, "outcome"),
});

const SEVERITY = named("results", "severities", { kind: "texts" });
const FINDING = searched("finding_grams", HAS_FINDINGS);

const ON_FINDING: Places = {
  finding: ofEach(FINDING),
  severity: ofEach(SEVERITY),
  line: anyFinding,
};

const ON_RESULT: Places = {
  ...itemOf("results"),
  check: named("results", "check"),
  scenario: named("results", "scenario", { kind: "text" }),
  fingerprint: named("results", "fingerprint"),
  log: few("results", "asked.log"),
  line: stretch({ from: "asked.first_line", to: "asked.last_line" }),
  message: searched("grams", termsOf("asked.note", ["true"])),
  duration: duration("taskotron.duration_ms"),
  finding: FINDING,
  severity: SEVERITY,
};

const ON_RUN: Places = {
  ...itemOf("runs"),
  run: named("runs", "run"),
  task: named("runs", "task"),
  state: named("runs", "state"),
  runner: named("runs", "runner"),
  started: time("taskotron.started"),
  finished: time("taskotron.finished"),
  log: elsewhere(indexOf("logs"), few("logs", "taskotron.log")),
};

/** What a result's document has of its run; the rest is asked of the run's. */
const RUN_ON_RESULT: Places = {
  run: named("results", "run"),
  task: named("results", "task"),
};

/** Where a field's values are in documents of results, and of runs. */
export interface PlacesOf {
  readonly onResult: Place | null;
  readonly onRun: Place | null;
}

/** A row passes where its document does; a run also where one of its results does. */
export const placesOf = (rows: Rows, field: FieldRef): PlacesOf => {
  if (field.startsWith("data.")) return { onResult: dataKey(field.slice("data.".length)), onRun: null };
  const name = field as FieldName;
  const onRun = ON_RUN[name] ?? null;
  if (rows === "runs") return { onResult: ON_RESULT[name] ?? null, onRun };
  const own = (rows === "findings" ? ON_FINDING[name] : null) ?? ON_RESULT[name] ?? RUN_ON_RESULT[name];
  if (own !== undefined) return { onResult: own, onRun: null };
  return { onResult: onRun === null ? null : elsewhere(indexOf("runs"), onRun), onRun: null };
};
