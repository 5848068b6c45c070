import Type from "typebox";
import { RatedCounts } from "../counts.ts";
import { nullable, Time } from "../schema.ts";
import { Asked } from "./window.ts";

/** Counts of one check, package, bucket …: the key it is grouped by, beside the counts. */
export const StatsRow = Type.Intersect([
  Type.Object({
    check: Type.Optional(Type.String()),
    package: Type.Optional(Type.String()),
    arch: Type.Optional(Type.String()),
    bucket: Type.Optional(Type.String({ description: "start of the hour, day, week or month, UTC" })),
    last: nullable(Time, "submit time of the newest result"),
  }),
  RatedCounts,
]);

export type StatsRow = Type.Static<typeof StatsRow>;

export const StatsAnswer = Type.Intersect([Asked, Type.Object({ data: Type.Array(StatsRow) })]);

export type StatsAnswer = Type.Static<typeof StatsAnswer>;

export const BUCKETS = ["hour", "day", "week", "month"] as const;

export type Bucket = (typeof BUCKETS)[number];
