import type { FieldRef } from "../../model/query/ast.ts";
import type { FieldName } from "../../model/query/fields.ts";
import { dataKey, duration, type Place, searched, stretch, time, whole } from "./place.ts";
import type { ResultRow, Row, Rows, RunRow } from "./rows.ts";

type Places = Readonly<Partial<Record<FieldName, Place>>>;

const itemOf = (owner: (row: Row) => ResultRow | RunRow | null): Places => ({
  item: whole((row) => [owner(row)?.item]),
  nvr: whole((row) => [owner(row)?.nvr]),
  version: whole((row) => [owner(row)?.version], "version"),
  release: whole((row) => [owner(row)?.release], "version"),
  dist: whole((row) => [owner(row)?.dist]),
  type: whole((row) => [owner(row)?.type]),
  package: whole((row) => [owner(row)?.package]),
  arch: whole((row) => [owner(row)?.arch]),
  outcome: whole((row) => [owner(row)?.outcome]),
});

const ON_FINDING: Places = {
  finding: searched(({ finding }) => [finding?.message, finding?.tag]),
  severity: whole(({ finding }) => [finding?.severity]),
  line: stretch(({ finding }) => {
    const line = finding?.line ?? null;
    return line === null ? null : [line, line];
  }),
};

const ON_RESULT: Places = {
  ...itemOf(({ result }) => result),
  check: whole(({ result }) => [result?.check]),
  scenario: whole(({ result }) => [result?.scenario]),
  fingerprint: whole(({ result }) => [result?.fingerprint]),
  log: whole(({ result }) => [result?.log?.name]),
  line: stretch(({ result }) => (result?.log ? [result.log.first_line, result.log.last_line] : null)),
  message: searched(({ result }) => [result?.note]),
  duration: duration(({ result }) => result?.duration_ms),
  finding: searched(({ findings }) => findings.flatMap(({ message, tag }) => [message, tag])),
  severity: whole(({ findings }) => findings.map(({ severity }) => severity)),
};

const ON_RUN: Places = {
  ...itemOf(({ run }) => run),
  run: whole(({ run }) => [run.run]),
  task: whole(({ run }) => [run.task]),
  state: whole(({ run }) => [run.state]),
  runner: whole(({ run }) => [run.runner]),
  started: time(({ run }) => run.started),
  finished: time(({ run }) => run.finished),
  log: whole(({ logs }) => logs),
};

/** Where the field's values are for these rows; a row passes when one of them does. None for fields that nothing has yet. */
export const placesOf = (rows: Rows, field: FieldRef): readonly Place[] => {
  if (field.startsWith("data.")) return [dataKey(field.slice("data.".length))];
  const name = field as FieldName;
  const [onResult, onRun] = [ON_RESULT[name], ON_RUN[name]];
  const places =
    rows === "runs"
      ? [onResult, onRun]
      : [(rows === "findings" ? ON_FINDING[name] : null) ?? onResult ?? onRun];
  return places.filter((place) => place !== undefined);
};
