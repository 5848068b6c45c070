import Type from "typebox";
import { LIMITS } from "../limits.ts";
import { Name, nullable, Time, Uuid } from "../schema.ts";

/** A task that the server can run. */
export const TaskAnswer = Type.Object({
  name: Type.String(),
  desc: Type.String(),
  maintainer: Type.String(),
  path: Type.String({ description: "where its formula is" }),
  types: Type.Array(Type.String({ description: "item types that its formula takes" })),
});

export type TaskAnswer = Type.Static<typeof TaskAnswer>;

/** `POST /jobs`: the wish that a task be run on an item. */
export const JobInput = Type.Object({
  task: Name,
  item: Name,
  type: Name,
  arch: Type.Optional(Name),
  priority: Type.Optional(Type.Integer({ minimum: -100, maximum: 100 })),
  uuid: Type.Optional(Uuid),
  delay_ms: Type.Optional(
    Type.Integer({ minimum: 0, maximum: LIMITS.delay, description: "it is not begun before so much time" }),
  ),
  not_before: Type.Optional(Time),
  window: Type.Optional(
    Type.Object(
      { key: Name, ms: Type.Integer({ minimum: 1, maximum: LIMITS.delay }) },
      {
        description:
          "the first wish with the key makes a job that is begun after this time; wishes with the key until then are the same job",
      },
    ),
  ),
});

export type JobInput = Type.Static<typeof JobInput>;

export const JobAnswer = Type.Object({
  uuid: Uuid,
  task: Type.String(),
  item: Type.String(),
  type: Type.String(),
  arch: Type.String(),
  attempt: Type.Integer(),
  retry_of: nullable(Uuid),
  priority: Type.Integer(),
  not_before: nullable(Time, "it is not begun before this time"),
  created: Time,
  state: Type.String({ description: "waiting, delayed, leased, done or cancelled" }),
  worker: nullable(Type.String()),
  position: nullable(Type.Integer(), "place among those that wait, from 1; in lists"),
  waiting_ms: nullable(Type.Integer(), "how long it could have been begun, while it waits"),
});

export type JobAnswer = Type.Static<typeof JobAnswer>;
