import type { ResultsAnswer } from "../../model/answer/list.ts";
import type { Brief } from "../../model/answer/series.ts";
import type { PackageAnswer } from "../../model/answer/subject.ts";
import type { Result } from "../../model/result.ts";
import { withQuery } from "../address.ts";
import { type Ask, maybe, valueOr } from "../ask.ts";

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
}

const SHOWN = 8;
const PACKAGES = 8;

const list = (ask: Ask, q: string) => maybe(ask<ResultsAnswer>(withQuery("/results", { q, limit: SHOWN })));

const historiesOf = async (ask: Ask, results: readonly Result[]) => {
  const names = [...new Set(results.map((result) => result.package))].slice(0, PACKAGES);
  const answers = await Promise.all(
    names.map((name) => maybe(ask<PackageAnswer>(`/packages/${encodeURIComponent(name)}`))),
  );
  const series = answers.flatMap((answer) => valueOr(answer, null)?.series ?? []);
  return (result: Result): readonly Brief[] =>
    series.find(
      (one) =>
        one.check === result.check &&
        one.package === result.package &&
        one.type === result.type &&
        one.arch === result.arch &&
        one.scenario === result.scenario,
    )?.history ?? [];
};

/** Latest results that are not ok: those that newly fail first, then the newest. */
export const readLooks = async (ask: Ask): Promise<Looks> => {
  const [newly, failing] = await Promise.all([
    list(ask, "is:new is:failed is:latest"),
    list(ask, "is:failed is:latest"),
  ]);
  const fresh = valueOr(newly, null)?.data ?? [];
  const known = new Set(fresh.map(({ id }) => id));
  const rest = (valueOr(failing, null)?.data ?? []).filter(({ id }) => !known.has(id));
  const results = [...fresh, ...rest].slice(0, SHOWN);
  const historyOf = await historiesOf(ask, results);
  return {
    shown: results.map((result) => ({
      result,
      isNew: known.has(result.id),
      history: historyOf(result).slice(-12),
    })),
    newly: valueOr(newly, null)?.total.value ?? null,
    failing: valueOr(failing, null)?.total.value ?? null,
  };
};
