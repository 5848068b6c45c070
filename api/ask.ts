import Type from "typebox";
import type { Asked } from "../model/answer/window.ts";
import { LIMITS } from "../model/limits.ts";
import type { Query } from "../model/query/ast.ts";
import { parseQuery, understood } from "../model/query/parse.ts";
import { unsupported } from "../model/query/unsupported.ts";
import type { Selection } from "../store/store.ts";
import { regexWarnings } from "./regexes.ts";
import { windowOf } from "./window.ts";

/** Parameters of every request that takes a query. */
export const ASKED = {
  q: Type.Optional(
    Type.String({
      description: `query; see docs/query.md. The first ${LIMITS.query} characters are looked at`,
    }),
  ),
  from: Type.Optional(Type.String({ description: "date, RFC 3339 time, now, or a distance such as -7d" })),
  to: Type.Optional(
    Type.String({ description: "end, itself not included; a date means the end of that day" }),
  ),
};

export const Limit = (usual: number) =>
  Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.page, description: `rows at most; ${usual} if not given` }),
  );

export const Cursor = Type.Optional(
  Type.String({ maxLength: 2000, description: "`next` of an earlier page" }),
);

interface Question {
  readonly selection: Selection;
  /** What the answer says of the question; takes the time it took. */
  readonly asked: () => Asked;
}

interface Parameters {
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Reads a query and its window. Without `from`, it looks `days` back, or at everything for null. Throws `bad-value` for a bad time. */
export const ask = (parameters: Parameters, now: () => number, days: number | null): Question => {
  const began = now();
  const parsed = parseQuery(parameters.q ?? "");
  const window = windowOf(parameters, began, days);
  const warnings = [...parsed.warnings, ...regexWarnings(parsed.query), ...unsupported(parsed.query)];
  return {
    selection: { parsed, window },
    asked: () => ({
      window,
      zone: "UTC",
      understood: understood(parsed),
      warnings,
      took_ms: now() - began,
    }),
  };
};

/** The selection with further conditions that must hold. */
export const narrow = (selection: Selection, ...parts: readonly Query[]): Selection => ({
  ...selection,
  parsed: { ...selection.parsed, query: { kind: "and", parts: [selection.parsed.query, ...parts] } },
});

const NOWHERE = { start: 0, end: 0 };

/** The condition that a field has exactly this value, whatever its case. */
export const fieldIs = (
  field: "check" | "package" | "type" | "arch" | "item" | "run" | "scenario",
  value: string,
): Query => ({
  kind: "field",
  field,
  test: { kind: "equals", value },
  span: NOWHERE,
});

/** The condition that results are ok. */
export const isOkQuery: Query = {
  kind: "or",
  parts: ["PASSED", "INFO"].map((value) => ({
    kind: "field",
    field: "outcome",
    test: { kind: "equals", value },
    span: NOWHERE,
  })),
};

export const hasScenario: Query = { kind: "has", field: "scenario", span: NOWHERE };
