import Type from "typebox";
import { Artifact } from "./artifact.ts";
import { LIMITS } from "./limits.ts";
import { OUTCOMES } from "./outcome.ts";
import { Problem } from "./problem.ts";
import { LogName, Name, nullable, oneOf, Sha256, Time, Uuid } from "./schema.ts";

const STATES = ["SCHEDULED", "RUNNING", "FINISHED", "ABORTED", "CRASHED", "CANCELLED"] as const;

export type State = (typeof STATES)[number];

export const FINAL_STATES = ["FINISHED", "ABORTED", "CRASHED", "CANCELLED"] as const;

export type FinalState = (typeof FINAL_STATES)[number];

export const isFinal = (state: State): state is FinalState =>
  (FINAL_STATES as readonly string[]).includes(state);

/** The log that holds a task's stdout, where its TAP is. */
export const MAIN_LOG = "output.log";

/** What retention removes of a run before it removes the run: its logs with its artifacts, and the findings of its results. */
export const EXPIRABLE = ["logs", "findings"] as const;

export type Expirable = (typeof EXPIRABLE)[number];

/** The commit that a run's task is of. */
export const Source = Type.Object({
  url: Type.String({
    maxLength: 2000,
    description: "the repository; `file://` for one on the runner's machine",
  }),
  commit: Type.String({ pattern: "^[0-9a-f]{40,64}$" }),
  dirty: Type.Boolean({ description: "the task's files differed from those of the commit" }),
});

export type Source = Type.Static<typeof Source>;

/** What a job says beyond its run: with it the job can be made again when the queue has lost it. */
export const Wish = Type.Object({
  task: Type.String({ minLength: 1, maxLength: 2000, description: "where its task is, in the job's words" }),
  priority: Type.Integer(),
  not_before: nullable(Time),
});

export type Wish = Type.Static<typeof Wish>;

/** Creates a run, or tells more about one: fields that are not given stay as they are. */
export const RunInput = Type.Object({
  uuid: Uuid,
  task: Name,
  item: Name,
  type: Name,
  arch: Name,
  state: Type.Optional(oneOf(["SCHEDULED", "RUNNING"])),
  created: Type.Optional(Time),
  started: Type.Optional(Time),
  attempt: Type.Optional(Type.Integer({ minimum: 1 })),
  retry_of: Type.Optional(nullable(Uuid)),
  runner: Type.Optional(
    nullable(Type.String({ maxLength: 200, description: "who executes it: host and process" })),
  ),
  source: Type.Optional(nullable(Source)),
  wish: Type.Optional(nullable(Wish)),
  generated: Type.Optional(Type.Boolean({ description: "invented by `npm run demo`" })),
});

export type RunInput = Type.Static<typeof RunInput>;

/** A log of a run, as far as it has arrived; `sha256` is known once it is sealed. */
export const Log = Type.Object({
  name: LogName,
  bytes: Type.Integer({ minimum: 0 }),
  lines: Type.Integer({ minimum: 0 }),
  sha256: nullable(Sha256),
});

export type Log = Type.Static<typeof Log>;

/** The runner's last word on a run. The server verifies logs and artifacts before the run is final. */
export const Seal = Type.Object({
  state: oneOf(FINAL_STATES),
  finished: Time,
  exit_code: Type.Optional(nullable(Type.Integer())),
  exit_allowed: Type.Optional(
    Type.Boolean({ description: "the formula allows this exit code though it is not 0" }),
  ),
  signal: Type.Optional(nullable(Type.String())),
  limit: Type.Optional(nullable(Type.String({ description: "the limit that ended it: wall, idle, output" }))),
  fault: Type.Optional(nullable(Type.String({ description: "why it did not finish: one line" }))),
  plan: Type.Optional(
    nullable(Type.Integer({ minimum: 0, description: "points that the TAP plan announced" })),
  ),
  problems: Type.Optional(Type.Array(Problem)),
  logs: Type.Array(
    Type.Object({
      name: LogName,
      bytes: Type.Integer({ minimum: 0 }),
      lines: Type.Integer({ minimum: 0 }),
      sha256: Sha256,
    }),
  ),
  artifacts: Type.Optional(
    Type.Array(Artifact, {
      maxItems: LIMITS.artifactCount,
      description: "all artifacts of the run; those that have arrived where it is not given",
    }),
  ),
});

export type Seal = Type.Static<typeof Seal>;

/** One execution of a task on one item and arch, from the moment it is wished. */
export const Run = Type.Object({
  uuid: Uuid,
  task: Type.String(),
  item: Type.String(),
  type: Type.String(),
  arch: Type.String(),
  package: Type.String(),
  version: nullable(Type.String()),
  release: nullable(Type.String()),
  dist: nullable(Type.String()),
  state: oneOf(STATES),
  outcome: nullable(oneOf(OUTCOMES)),
  ok: Type.Boolean(),
  attempt: Type.Integer({ minimum: 1 }),
  retry_of: nullable(Uuid),
  runner: nullable(Type.String()),
  created: Time,
  started: nullable(Time),
  finished: nullable(Time),
  heard: Type.String({ description: "when anything last arrived from its runner" }),
  duration_ms: nullable(Type.Number()),
  exit_code: nullable(Type.Integer()),
  signal: nullable(Type.String()),
  limit: nullable(Type.String()),
  fault: nullable(Type.String()),
  plan: nullable(Type.Integer()),
  problems: Type.Array(Problem),
  results: Type.Integer({ minimum: 0, description: "number of results so far" }),
  logs: Type.Array(Log),
  artifacts: Type.Array(Artifact),
  source: nullable(Source),
  wish: nullable(Wish),
  generated: Type.Boolean(),
  pinned: Type.Boolean({ description: "retention removes nothing of it" }),
  expired: Type.Array(oneOf(EXPIRABLE), { description: "what retention has removed of it" }),
});

export type Run = Type.Static<typeof Run>;
