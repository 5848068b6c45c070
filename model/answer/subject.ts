import Type from "typebox";
import { RatedCounts } from "../counts.ts";
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
