import type { FieldName } from "./fields.ts";

/** A part of the query's text: [start, end) in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a line, note, message or name must hold. Words match whole tokens whatever their case; phrases and regexes are exact on every character.
    A `glob` matches a whole token, `*` any characters of it, `?` one. */
export type TextQuery =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "glob"; readonly pattern: string }
  | { readonly kind: "phrase"; readonly phrase: string }
  | { readonly kind: "regex"; readonly source: string; readonly ignoreCase: boolean };

/** What a field's value must be. Equality and globs ignore case. Range ends are as typed; null is open; the field's kind says how they compare. */
export type ValueTest =
  | { readonly kind: "equals"; readonly value: string }
  | { readonly kind: "glob"; readonly pattern: string }
  | { readonly kind: "regex"; readonly source: string; readonly ignoreCase: boolean }
  | {
      readonly kind: "range";
      readonly from: string | null;
      readonly to: string | null;
      readonly includesFrom: boolean;
      readonly includesTo: boolean;
    };

/** A field of the table in `fields.ts`, or a key of a result's data (`data.KEY`). */
export type FieldRef = FieldName | `data.${string}`;

export const FLAGS = ["new", "flaky", "regression", "waived", "failed", "latest"] as const;

export type Flag = (typeof FLAGS)[number];

/** A condition on the results of one series, oldest to newest. */
export type SeriesTest =
  | { readonly kind: "seq"; readonly outcomes: readonly ("pass" | "fail" | "any")[] }
  | {
      readonly kind: "count";
      readonly op: ">=" | ">" | "<=" | "<" | "=";
      readonly n: number;
      readonly part: Query;
    }
  | { readonly kind: "last"; readonly part: Query };

/** A query as plain data, knowing no store. `all` is the empty query, `none` matches nothing. */
export type Query =
  | { readonly kind: "all" }
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: TextQuery; readonly span: Span }
  | { readonly kind: "field"; readonly field: FieldRef; readonly test: ValueTest; readonly span: Span }
  | { readonly kind: "has"; readonly field: FieldRef; readonly span: Span }
  | { readonly kind: "is"; readonly flag: Flag; readonly span: Span }
  | { readonly kind: "series"; readonly test: SeriesTest; readonly span: Span }
  | { readonly kind: "and"; readonly parts: readonly Query[] }
  | { readonly kind: "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query };
