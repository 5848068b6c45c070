import Type from "typebox";
import { Log } from "../run.ts";
import { Total } from "../page.ts";

export const Line = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  text: Type.String({ description: "as displayed, ANSI sequences included" }),
});

export type Line = Type.Static<typeof Line>;

/** `GET /runs/{uuid}/logs/{name}?first=&count=`. */
export const LinesAnswer = Type.Object({ log: Log, first: Type.Integer(), data: Type.Array(Line) });

export type LinesAnswer = Type.Static<typeof LinesAnswer>;

/** `GET /runs/{uuid}/logs/{name}/find`: hits of the whole log, as many as asked for, and how many there are. */
export const FindAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      line: Type.Integer({ minimum: 1 }),
      text: Type.String(),
      highlights: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
    }),
  ),
  total: Total,
  took_ms: Type.Number(),
});

export type FindAnswer = Type.Static<typeof FindAnswer>;
