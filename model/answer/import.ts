import Type from "typebox";
import { OUTCOMES } from "../outcome.ts";
import { Problem } from "../problem.ts";
import { nullable, oneOf, Uuid } from "../schema.ts";

/** `POST /import`: what became of the file. */
export const ImportAnswer = Type.Object({
  uuid: Uuid,
  outcome: nullable(oneOf(OUTCOMES)),
  results: Type.Integer({ minimum: 0 }),
  problems: Type.Array(Problem),
});

export type ImportAnswer = Type.Static<typeof ImportAnswer>;
