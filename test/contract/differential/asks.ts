import fc from "fast-check";
import { AppError } from "../../../model/errors.ts";
import { SCOPES } from "../../../model/hit.ts";
import type { FieldRef } from "../../../model/query/ast.ts";
import type { Parsed } from "../../../model/query/parsed.ts";
import type { TimeWindow } from "../../../model/time.ts";
import type { CountKey, Paging, Selection, Store } from "../../../store/store.ts";
import { FIELD_NAMES, parsed } from "./queries.ts";
import type { RunRecord } from "./records.ts";
import { RUNS, someOf, VALUES } from "./words.ts";

/** Something that every store is asked in the same way. */
interface Ask {
  readonly kind: string;
  readonly about: unknown;
  readonly answer: (store: Store, selection: Selection) => Promise<unknown>;
}

const signal = new AbortController().signal;

const ask = <T>(
  kind: string,
  about: fc.Arbitrary<T>,
  answer: (store: Store, selection: Selection, about: T) => Promise<unknown>,
): fc.Arbitrary<Ask> =>
  about.map((one) => ({ kind, about: one, answer: (store, selection) => answer(store, selection, one) }));

const paging = fc.record({
  limit: fc.constantFrom(1, 3, 7, 1000),
  order: fc.constantFrom("newest", "oldest"),
});

type ListPaging = { readonly limit: number; readonly order: "newest" | "oldest" };

/** Pages of one list that are compared. */
const PAGES = 4;

const pages = async <Row>(
  read: (paging: Paging) => Promise<{ data: readonly Row[]; next: string | null; total: unknown }>,
  { limit, order }: ListPaging,
): Promise<unknown> => {
  const found: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page = await read({ limit, order, cursor });
    found.push({ data: page.data, isMore: page.next !== null, total: page.total });
    cursor = page.next;
  } while (cursor !== null && found.length < PAGES);
  return found;
};

const all = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

const KEYS: readonly CountKey[] = [
  ..."check package item arch type dist version release outcome hour day week month".split(" "),
] as CountKey[];

const counting = fc.record({ by: fc.subarray([...KEYS], { maxLength: 3 }), latest: fc.boolean() });

/** A log that there is, or mostly. */
const logOf = (records: readonly RunRecord[]) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: someOf(
        records.flatMap(({ run, logs }) => logs.map(({ name }) => ({ run: run.uuid, name }))),
      ),
    },
    { weight: 1, arbitrary: fc.record({ run: someOf(RUNS), name: someOf(VALUES.log ?? []) }) },
  );

const suggesting = fc.record({
  field: someOf<FieldRef>(FIELD_NAMES),
  prefix: fc.constantFrom("", "", "", "f", "FO", "b", "bÄ", "x", "1.", "output", "fa", "\u{10ffff}", "@"),
  limit: fc.constantFrom(1, 3, 100),
});

const lines = fc.record({ first: fc.constantFrom(1, 2, 510, 512, 900), count: fc.constantFrom(1, 5, 600) });

/** What is asked beside the query. */
const asksOf = (log: ReturnType<typeof logOf>): fc.Arbitrary<Ask> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: ask("results", paging, (store, of, how) =>
        pages((page) => store.findResults(of, page), how),
      ),
    },
    {
      weight: 4,
      arbitrary: ask("runs", paging, (store, of, how) => pages((page) => store.findRuns(of, page), how)),
    },
    {
      weight: 4,
      arbitrary: ask("count", counting, (store, of, { by, latest }) => store.count(of, by, latest)),
    },
    { weight: 2, arbitrary: ask("count of runs", fc.constant(null), (store, of) => store.countRuns(of)) },
    {
      weight: 8,
      arbitrary: ask("search", someOf(SCOPES), (store, of, scope) =>
        all(store.search(of, { scope, signal })),
      ),
    },
    {
      weight: 3,
      arbitrary: ask("find in log", log, (store, { parsed }, { run, name }) =>
        all(store.findInLog(run, name, parsed, signal)),
      ),
    },
    {
      weight: 1,
      arbitrary: ask("suggest", suggesting, (store, _of, { field, prefix, limit }) =>
        store.suggest(field, prefix, limit),
      ),
    },
    {
      weight: 1,
      arbitrary: ask(
        "read",
        fc.tuple(log, lines, fc.nat(7)),
        async (store, _of, [{ run, name }, { first, count }, at]) => [
          await store.getRun(run),
          await store.getResult(run, at),
          await store.readLines(run, name, first, count),
        ],
      ),
    },
  );

const windows: fc.Arbitrary<TimeWindow> = fc.constantFrom(
  { from: "1960-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
  { from: "1960-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
  { from: "2024-05-01T00:00:00Z", to: "2024-06-01T00:00:00Z" },
  { from: "2024-04-20T12:00:00Z", to: "2024-06-20T11:59:59.999Z" },
);

/** One question: a query, a window, and what is asked of them. */
export interface Question {
  readonly parsed: Parsed;
  readonly window: TimeWindow;
  readonly asks: readonly Ask[];
}

/** Questions on stores that hold the records. */
export const questionOn = (records: readonly RunRecord[]): fc.Arbitrary<Question> =>
  fc.record({
    parsed,
    window: windows,
    asks: fc.array(asksOf(logOf(records)), { minLength: 1, maxLength: 2 }),
  });

/** What a store says, as it would travel; of an error its code. */
export const answers = async (
  store: Store,
  { parsed, window, asks: asked }: Question,
): Promise<unknown[]> => {
  const found: unknown[] = [];
  for (const { kind, about, answer } of asked)
    found.push({ kind, about, answer: await told(answer(store, { parsed, window })) });
  return found;
};

const told = async (answer: Promise<unknown>): Promise<unknown> => {
  try {
    return JSON.parse(JSON.stringify(await answer));
  } catch (error) {
    if (error instanceof AppError && error.code !== "store") return { code: error.code };
    throw error;
  }
};
