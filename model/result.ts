import Type from "typebox";
import { Finding } from "./finding.ts";
import { OUTCOMES } from "./outcome.ts";
import { LogName, Name, nullable, oneOf, Time, Uuid } from "./schema.ts";

/** The lines of a log that a result is about, from 1, both ends included. */
export const LogRange = Type.Object({
  name: LogName,
  first_line: Type.Integer({ minimum: 1 }),
  last_line: Type.Integer({ minimum: 1 }),
});

export type LogRange = Type.Static<typeof LogRange>;

/** What a producer says of one result; the rest of a `Result` follows from it and from its run. */
export const ResultInput = Type.Object({
  position: Type.Integer({ minimum: 1, description: "place in the run, from 1; never the TAP number" }),
  check: Name,
  item: Name,
  type: Name,
  arch: Name,
  outcome: oneOf(OUTCOMES),
  scenario: Type.Optional(nullable(Type.String())),
  note: Type.Optional(nullable(Type.String({ description: "one line, the TAP block's `summary`" }))),
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  findings: Type.Optional(Type.Array(Finding)),
  log: Type.Optional(nullable(LogRange)),
  artifact: Type.Optional(nullable(Type.String())),
  ref_url: Type.Optional(nullable(Type.String())),
  submit_time: Type.Optional(Time),
  duration_ms: Type.Optional(nullable(Type.Number({ minimum: 0 }))),
});

export type ResultInput = Type.Static<typeof ResultInput>;

/** One answer of a check on an item. Identity: (run, position). */
export const Result = Type.Object({
  id: Type.String({ description: "`{run}.{position}`" }),
  run: Uuid,
  position: Type.Integer({ minimum: 1 }),
  check: Type.String(),
  item: Type.String(),
  type: Type.String(),
  arch: Type.String(),
  scenario: nullable(Type.String()),
  package: Type.String(),
  version: nullable(Type.String()),
  release: nullable(Type.String()),
  dist: nullable(Type.String()),
  outcome: oneOf(OUTCOMES),
  ok: Type.Boolean(),
  note: nullable(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
  findings: Type.Array(Finding),
  fingerprint: nullable(
    Type.String({ description: "id of the failure message with its variable parts masked" }),
  ),
  log: nullable(LogRange),
  artifact: nullable(Type.String()),
  ref_url: nullable(Type.String()),
  submit_time: Time,
  duration_ms: nullable(Type.Number()),
  generated: Type.Boolean({ description: "invented by `npm run demo`, not found by a check" }),
});

export type Result = Type.Static<typeof Result>;
