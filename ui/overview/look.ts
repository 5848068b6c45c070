import type { ResultsAnswer } from "../../model/answer/list.ts";
import type { Brief } from "../../model/answer/series.ts";
import type { Result } from "../../model/result.ts";
import { withQuery } from "../address.ts";
import { type Ask, maybe, valueOr } from "../ask.ts";
import { terms } from "../query.ts";

/** A result that somebody should look at. */
export interface Look {
  readonly result: Result;
  /** It passed before: its series newly fails. */
  readonly isNew: boolean;
  /** The series' last results, oldest first; empty where they could not be read. */
  readonly history: readonly Brief[];
}

export interface Looks {
  readonly shown: readonly Look[];
  /** How many newly fail, and how many fail in all; null where the API could not say. */
  readonly newly: number | null;
  readonly failing: number | null;
  readonly from: string;
}

const SHOWN = 8;
const HISTORY = 12;

/** Queries of what the panel shows, for links to all of it. */
export const NEWLY = "is:new is:failed is:latest";
export const FAILING = "is:failed is:latest";

const list = (ask: Ask, q: string, from: string) =>
  maybe(ask<ResultsAnswer>(withQuery("/results", { q, from, limit: SHOWN })));

const historyOf = async (ask: Ask, { check, package: name, type, arch, scenario }: Result) => {
  const q = terms({ package: name, check, type, arch, scenario });
  const answer = await maybe(ask<ResultsAnswer>(withQuery("/results", { q, limit: HISTORY })));
  return (valueOr(answer, null)?.data ?? []).filter((one) => one.scenario === scenario).reverse();
};

/** Latest results since `from` that are not ok: those that newly fail first, then the newest. */
export const readLooks = async (ask: Ask, from: string): Promise<Looks> => {
  const [newly, failing] = await Promise.all([list(ask, NEWLY, from), list(ask, FAILING, from)]);
  const fresh = valueOr(newly, null)?.data ?? [];
  const known = new Set(fresh.map(({ id }) => id));
  const rest = (valueOr(failing, null)?.data ?? []).filter(({ id }) => !known.has(id));
  const results = [...fresh, ...rest].slice(0, SHOWN);
  const histories = await Promise.all(results.map((result) => historyOf(ask, result)));
  return {
    shown: results.map((result, index) => ({
      result,
      isNew: known.has(result.id),
      history: histories[index] ?? [],
    })),
    newly: valueOr(newly, null)?.total.value ?? null,
    failing: valueOr(failing, null)?.total.value ?? null,
    from,
  };
};
