import Type from "typebox";
import { SCOPES } from "../hit.ts";
import { nullable, oneOf } from "../schema.ts";
import type { Query } from "./ast.ts";

/** Something about a query that its author may not have meant; positions in UTF-16 units. */
export const Warning = Type.Object({
  message: Type.String(),
  start: Type.Integer(),
  end: Type.Integer(),
});

export type Warning = Type.Static<typeof Warning>;

/** One part of a query as it was understood, for people: `{label: "phrase", value: "undefined reference to"}`. */
export const Pill = Type.Object({
  label: Type.String(),
  value: Type.String(),
  negated: Type.Boolean(),
  start: Type.Integer(),
  end: Type.Integer(),
});

export type Pill = Type.Static<typeof Pill>;

/** What was understood of a query text. */
export interface Parsed {
  readonly query: Query;
  /** From `in:`; null when the text does not say. */
  readonly scope: (typeof SCOPES)[number] | null;
  /** From `near:`: lines that the text parts may lie apart; 0 is the same line. */
  readonly near: number;
  /** From `runs:`: how many runs of a series the series operators look at; null is all. */
  readonly runs: number | null;
  readonly pills: readonly Pill[];
  readonly warnings: readonly Warning[];
  /** The text as typed, where it is its own plain form: what it reads as cannot be written otherwise. */
  readonly typed?: string;
}

/** How an answer tells what it understood. */
export const Understood = Type.Object({
  text: Type.String({ description: "the query in its plain form; parses to the same query" }),
  pills: Type.Array(Pill),
  scope: nullable(oneOf(SCOPES)),
});

export type Understood = Type.Static<typeof Understood>;
