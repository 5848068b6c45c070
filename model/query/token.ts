import type { Scope } from "../hit.ts";
import type { Query, Span } from "./ast.ts";

/** A condition. `look` says of text that could be a part of a pasted line whether it is `plain`, as people type words, or has
    punctuation as a `log` has it; it is null for constructs. */
export interface PartToken extends Span {
  readonly kind: "part";
  readonly query: Query;
  readonly look: "plain" | "log" | null;
}

/** What `in:`, `near:` or `runs:` set. */
export interface SettingToken extends Span {
  readonly kind: "setting";
  readonly set: { readonly scope: Scope } | { readonly near: number } | { readonly runs: number };
}

export interface OrToken extends Span {
  readonly kind: "or-sign";
}

export type Token =
  | PartToken
  | SettingToken
  | OrToken
  | ({ readonly kind: "open"; readonly negated: boolean } & Span)
  | ({ readonly kind: "close" } & Span);

/** Text that stands for itself. */
export const literal = (word: string, span: Span): PartToken => ({
  kind: "part",
  query: { kind: "text", text: { kind: "word", word }, span },
  look: "log",
  ...span,
});
