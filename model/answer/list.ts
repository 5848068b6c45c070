import Type from "typebox";
import { Artifact } from "../artifact.ts";
import { nullable } from "../schema.ts";
import { Total } from "../page.ts";
import { Result } from "../result.ts";
import { Log, Run } from "../run.ts";
import { Asked } from "./window.ts";

const paged = { next: nullable(Type.String()), total: Total };

/** `GET /runs`: newest first. */
export const RunsAnswer = Type.Intersect([Asked, Type.Object({ data: Type.Array(Run), ...paged })]);

export type RunsAnswer = Type.Static<typeof RunsAnswer>;

/** `GET /results` and `GET /runs/{uuid}/results`. */
export const ResultsAnswer = Type.Intersect([Asked, Type.Object({ data: Type.Array(Result), ...paged })]);

export type ResultsAnswer = Type.Static<typeof ResultsAnswer>;

/** `GET /runs/{uuid}/logs`. */
export const LogsAnswer = Type.Object({ data: Type.Array(Log), ...paged });

export type LogsAnswer = Type.Static<typeof LogsAnswer>;

/** `GET /runs/{uuid}/artifacts`: by path. */
export const ArtifactsAnswer = Type.Object({ data: Type.Array(Artifact), ...paged });

export type ArtifactsAnswer = Type.Static<typeof ArtifactsAnswer>;

/** `GET /suggest`: most frequent first. */
export const SuggestAnswer = Type.Object({
  data: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
});

export type SuggestAnswer = Type.Static<typeof SuggestAnswer>;
