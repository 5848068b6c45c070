import { createHash } from "node:crypto";
import type { FieldRef, Flag, Query, TextQuery, ValueTest } from "../../model/query/ast.ts";
import type { ResultInput } from "../../model/result.ts";
import type { RunInput, Seal } from "../../model/run.ts";
import { uuidV5 } from "../../model/uuid.ts";
import type { Selection, Store } from "../../store/store.ts";

/** 1 March 2024, noon UTC: where the clock of the cases stands at first. */
export const NOON = Date.UTC(2024, 2, 1, 12);

/** The same uuid for the same name, in no order of the names. */
export const uuid = (name: string): string => uuidV5("store contract", name);

export const runInput = (name: string, more: Partial<RunInput> = {}): RunInput => ({
  uuid: uuid(name),
  task: "rpmlint",
  item: "foo-1.2-3.fc41",
  type: "koji_build",
  arch: "x86_64",
  state: "RUNNING",
  ...more,
});

export const resultInput = (position: number, more: Partial<ResultInput> = {}): ResultInput => ({
  position,
  check: "rpmlint",
  item: "foo-1.2-3.fc41",
  type: "koji_build",
  arch: "x86_64",
  outcome: "PASSED",
  ...more,
});

export const bytes = (text: string): Uint8Array => Buffer.from(text);

export const sealedLog = (name: string, text: string): Seal["logs"][number] => ({
  name,
  bytes: Buffer.byteLength(text),
  lines: text === "" ? 0 : text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
  sha256: createHash("sha256").update(text).digest("hex"),
});

export const sealInput = (more: Partial<Seal> = {}): Seal => ({
  state: "FINISHED",
  finished: "2024-03-01T12:30:00.000Z",
  exit_code: 0,
  plan: 1,
  logs: [],
  ...more,
});

const SPAN = { start: 0, end: 0 };

export const ALL: Query = { kind: "all" };
export const field = (name: FieldRef, test: string | ValueTest): Query => ({
  kind: "field",
  field: name,
  test: typeof test === "string" ? { kind: "equals", value: test } : test,
  span: SPAN,
});
export const range = (
  from: string | null,
  to: string | null,
  includes: [boolean, boolean] = [true, true],
): ValueTest => ({
  kind: "range",
  from,
  to,
  includesFrom: includes[0],
  includesTo: includes[1],
});
export const text = (query: TextQuery): Query => ({ kind: "text", text: query, span: SPAN });
export const word = (value: string): Query => text({ kind: "word", word: value });
export const phrase = (value: string): Query => text({ kind: "phrase", phrase: value });
export const has = (name: FieldRef): Query => ({ kind: "has", field: name, span: SPAN });
export const is = (flag: Flag): Query => ({ kind: "is", flag, span: SPAN });
export const not = (part: Query): Query => ({ kind: "not", part });
export const and = (...parts: readonly Query[]): Query => ({ kind: "and", parts });
export const or = (...parts: readonly Query[]): Query => ({ kind: "or", parts });

/** What a query selects in a window that holds every case. */
export const select = (
  query: Query,
  window = { from: "1970-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
): Selection => ({
  parsed: { query, scope: null, near: 0, runs: null, pills: [], warnings: [] },
  window,
});

/** Ids of the results that a query finds, `NAME.POSITION`, newest first; `names` are those that runs were made with. */
export const foundResults = async (
  store: Store,
  query: Query,
  names: readonly string[],
): Promise<string[]> => {
  const page = await store.findResults(select(query), { limit: 1000, cursor: null });
  return page.data.map(({ run, position }) => `${nameOf(run, names)}.${position}`);
};

export const foundRuns = async (store: Store, query: Query, names: readonly string[]): Promise<string[]> => {
  const page = await store.findRuns(select(query), { limit: 1000, cursor: null });
  return page.data.map((run) => nameOf(run.uuid, names));
};

const nameOf = (run: string, names: readonly string[]): string =>
  names.find((name) => uuid(name) === run) ?? run;
