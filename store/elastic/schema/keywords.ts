import { foldedTerm, term } from "../query/indexed.ts";

const ITEM = ["item", "type", "arch", "package", "nvr", "version", "release", "dist"] as const;

/** Fields of runs and results that queries compare whatever the case; documents have each twice, under `taskotron` and under `folded`. */
export const RUN_KEYWORDS = [...ITEM, "run", "task", "state", "runner", "outcome"] as const;

export const RESULT_KEYWORDS = [
  ...ITEM,
  "run",
  "task",
  "check",
  "scenario",
  "fingerprint",
  "outcome",
  "severities",
  "tags",
] as const;

type Values = Readonly<Record<string, unknown>>;

/** A document's part that is read again: its fields as terms, and under `whole` the values that are too long for one. */
export interface Kept<Fields> {
  readonly taskotron: Fields;
  readonly whole?: Partial<Fields>;
}

/** The fields that a document was made from. */
export const fieldsOf = <Fields>({ taskotron, whole }: Kept<Fields>): Fields =>
  whole === undefined ? taskotron : { ...taskotron, ...whole };

/** Cuts keywords to what the index takes, and keeps the whole ones beside. */
export const kept = <Fields extends object>(
  fields: Fields,
  keywords: readonly (keyof Fields & string)[],
): Kept<Fields> => {
  const long = keywords.filter((name) => !sameTerm(fields[name]));
  if (long.length === 0) return { taskotron: fields };
  const cut = Object.fromEntries(long.map((name) => [name, terms(fields[name], term)]));
  const whole = Object.fromEntries(long.map((name) => [name, fields[name]])) as Partial<Fields>;
  return { taskotron: { ...fields, ...cut }, whole };
};

/** The keywords' terms for comparing whatever the case. */
export const folded = (fields: Values, keywords: readonly string[]): Values =>
  Object.fromEntries(keywords.map((name) => [name, terms(fields[name], foldedTerm)]));

const sameTerm = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(sameTerm) : typeof value !== "string" || term(value) === value;

const terms = (value: unknown, of: (text: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => terms(one, of));
  return typeof value === "string" ? of(value) : null;
};
