/** How a field's values compare. */
export type FieldKind = "keyword" | "text" | "number" | "time" | "duration" | "version";

/** What has the field: a run (and so all its results and log lines), a result, a finding, a log line. */
export type FieldHome = "run" | "result" | "finding" | "line";

export interface Field {
  readonly kind: FieldKind;
  readonly home: FieldHome;
  readonly about: string;
}

/** Every field that a query can name. */
export const FIELDS = {
  package: { kind: "keyword", home: "result", about: "name of the package" },
  nvr: { kind: "keyword", home: "result", about: "item as name-version-release" },
  version: { kind: "version", home: "result", about: "version of the package" },
  release: { kind: "version", home: "result", about: "release of the package" },
  dist: { kind: "keyword", home: "result", about: "distribution, as fc42 or el9" },
  arch: { kind: "keyword", home: "result", about: "architecture" },
  check: { kind: "keyword", home: "result", about: "name of the check" },
  item: { kind: "keyword", home: "result", about: "what was tested" },
  type: { kind: "keyword", home: "result", about: "kind of item" },
  scenario: { kind: "keyword", home: "result", about: "variant of the check" },
  outcome: { kind: "keyword", home: "result", about: "outcome" },
  message: { kind: "text", home: "result", about: "the result's note" },
  finding: { kind: "text", home: "finding", about: "text or tag of a finding" },
  severity: { kind: "keyword", home: "finding", about: "error, warning or info" },
  fingerprint: { kind: "keyword", home: "result", about: "id of a failure message" },
  run: { kind: "keyword", home: "run", about: "uuid of the run" },
  task: { kind: "keyword", home: "run", about: "name of the task" },
  state: { kind: "keyword", home: "run", about: "state of the run, as SCHEDULED or RUNNING" },
  runner: { kind: "keyword", home: "run", about: "who executed the run" },
  host: { kind: "keyword", home: "run", about: "machine that executed the run" },
  tag: { kind: "keyword", home: "run", about: "tag of the run" },
  owner: { kind: "keyword", home: "result", about: "who maintains the package" },
  bug: { kind: "keyword", home: "result", about: "bug that is linked" },
  started: { kind: "time", home: "run", about: "when the run started" },
  finished: { kind: "time", home: "run", about: "when the run ended" },
  duration: { kind: "duration", home: "result", about: "how long it took; 90s, 5m, 2h" },
  log: { kind: "keyword", home: "line", about: "name of the log" },
  line: { kind: "number", home: "line", about: "line number in the log" },
  label: { kind: "keyword", home: "run", about: "label given by a rule or person" },
  waiver: { kind: "keyword", home: "result", about: "who waived the failure" },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;

export const isFieldName = (word: string): word is FieldName => Object.hasOwn(FIELDS, word);
