import Type from "typebox";
import { Hit, Impact } from "../hit.ts";
import { Line } from "./log.ts";
import { Total } from "../page.ts";
import { nullable } from "../schema.ts";
import { Asked } from "./window.ts";

export const Facet = Type.Object({ value: Type.String(), count: Type.Integer({ description: "hits" }) });

export type Facet = Type.Static<typeof Facet>;

export const FACETS = ["outcome", "package", "check", "arch", "kind"] as const;

export const HistogramRow = Type.Object({
  bucket: Type.String({ description: "UTC day or hour of the run's start" }),
  ok: Type.Integer({ description: "runs with hits" }),
  failed: Type.Integer(),
  broken: Type.Integer(),
});

export type HistogramRow = Type.Static<typeof HistogramRow>;

/** A hit and, for log lines, the lines around it. */
export const HitInContext = Type.Intersect([Hit, Type.Object({ context: Type.Optional(Type.Array(Line)) })]);

export type HitInContext = Type.Static<typeof HitInContext>;

/** `GET /search`. Counts are lower bounds when `total.exact` is false: the time limit ended the search. */
export const SearchAnswer = Type.Intersect([
  Asked,
  Type.Object({
    data: Type.Array(HitInContext),
    next: nullable(Type.String()),
    total: Total,
    facets: Type.Record(Type.String(), Type.Array(Facet)),
    histogram: Type.Array(HistogramRow),
    impact: Impact,
  }),
]);

export type SearchAnswer = Type.Static<typeof SearchAnswer>;
