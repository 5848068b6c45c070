import Type from "typebox";
import { Understood, Warning } from "../query/parsed.ts";
import { Time } from "../schema.ts";

/** What every answer about a query says of it: the stretch of time it covers and how the text was understood. */
export const Asked = Type.Object({
  window: Type.Object({ from: Time, to: Time }),
  zone: Type.Literal("UTC"),
  understood: Understood,
  warnings: Type.Array(Warning),
  took_ms: Type.Number(),
});

export type Asked = Type.Static<typeof Asked>;
