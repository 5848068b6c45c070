import Type from "typebox";
import { RatedCounts } from "../counts.ts";
import { Total } from "../page.ts";
import { Result } from "../result.ts";
import { nullable } from "../schema.ts";
import { SeriesAnswer } from "./series.ts";
import { Asked } from "./window.ts";

/** `GET /packages/{name}`: its series, worst first. `latest_item` is the newest item of the package that has a result. */
export const PackageAnswer = Type.Intersect([
  Asked,
  Type.Object({
    package: Type.String(),
    latest_item: nullable(Type.Object({ type: Type.String(), item: Type.String() })),
    counts: RatedCounts,
    series: Type.Array(SeriesAnswer),
  }),
]);

export type PackageAnswer = Type.Static<typeof PackageAnswer>;

/** `GET /checks/{name}`: the series of the check, worst first, as many as asked for. */
export const CheckAnswer = Type.Intersect([
  Asked,
  Type.Object({
    check: Type.String(),
    counts: RatedCounts,
    packages: Type.Integer({ description: "packages with a result in the window" }),
    series: Type.Array(SeriesAnswer),
  }),
]);

export type CheckAnswer = Type.Static<typeof CheckAnswer>;

/** `GET /items/{type}/{item}`: its results, newest first, and the newest of each check, arch and scenario, worst first. */
export const ItemAnswer = Type.Intersect([
  Asked,
  Type.Object({
    type: Type.String(),
    item: Type.String(),
    package: Type.String(),
    counts: RatedCounts,
    latest: Type.Array(Result),
    data: Type.Array(Result),
    next: nullable(Type.String()),
    total: Total,
  }),
]);

export type ItemAnswer = Type.Static<typeof ItemAnswer>;
