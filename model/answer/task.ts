import Type from "typebox";
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
});

export type JobInput = Type.Static<typeof JobInput>;

export const JobAnswer = Type.Object({
  uuid: Uuid,
  task: Type.String(),
  item: Type.String(),
  type: Type.String(),
  arch: Type.String(),
  attempt: Type.Integer(),
  priority: Type.Integer(),
  created: Time,
  state: Type.String({ description: "waiting, leased, done or cancelled" }),
  worker: nullable(Type.String()),
});

export type JobAnswer = Type.Static<typeof JobAnswer>;
