import Type from "typebox";
import { ItemAnswer } from "../../model/answer/subject.ts";
import { rated } from "../../model/counts.ts";
import { AppError } from "../../model/errors.ts";
import { packageOf } from "../../model/item.ts";
import { LIMITS } from "../../model/limits.ts";
import { type Outcome, SEVERITIES } from "../../model/outcome.ts";
import type { Result } from "../../model/result.ts";
import { Name } from "../../model/schema.ts";
import { answers } from "../answers.ts";
import { ask, ASKED, Cursor, fieldIs, Limit, narrow } from "../ask.ts";
import type { Routes } from "../context.ts";
import { sumCounts } from "../series/group.ts";

const USUAL_RESULTS = 100;

export const itemRoutes: Routes = async (app, { store, now }) => {
  app.get(
    "/items/:type/:item",
    {
      schema: {
        summary: "An item: its results, and the newest of each check",
        params: Type.Object({ type: Name, item: Name }),
        querystring: Type.Object({ ...ASKED, limit: Limit(USUAL_RESULTS), cursor: Cursor }),
        response: answers(ItemAnswer),
      },
    },
    async ({ params: { type, item }, query }): Promise<ItemAnswer> => {
      const { selection, asked } = ask(query, now, null);
      const own = narrow(selection, fieldIs("type", type), fieldIs("item", item));
      const newest = await store.findResults(own, { limit: LIMITS.page, cursor: null });
      if (newest.data.length === 0)
        throw new AppError("not-found", `no ${type} ${JSON.stringify(item)} has a result here`, {
          type,
          item,
        });
      const page = await store.findResults(own, {
        limit: query.limit ?? USUAL_RESULTS,
        cursor: query.cursor ?? null,
      });
      const counts = await store.count(own, [], false);
      return {
        ...asked(),
        type,
        item,
        package: newest.data[0]?.package ?? packageOf(type, item).package,
        counts: rated(sumCounts(counts.map((row) => row.counts))),
        latest: latestOf(newest.data),
        ...page,
        data: [...page.data],
      };
    },
  );
};

/** The newest of each check, arch and scenario, worst first, of results that come newest first. */
const latestOf = (results: readonly Result[]): Result[] => {
  const seen = new Map<string, Result>();
  for (const result of results) {
    const key = JSON.stringify([result.check, result.arch, result.scenario]);
    if (!seen.has(key)) seen.set(key, result);
  }
  return [...seen.values()].sort(
    (a, b) => severity(b.outcome) - severity(a.outcome) || (a.check < b.check ? -1 : 1),
  );
};

// Neutral outcomes come last.
const severity = (outcome: Outcome): number => (SEVERITIES as readonly string[]).indexOf(outcome);
