import Type from "typebox";
import { BUCKETS, StatsAnswer } from "../../model/answer/stats.ts";
import { rated } from "../../model/counts.ts";
import { oneOf } from "../../model/schema.ts";
import { answers } from "../answers.ts";
import { ask, ASKED } from "../ask.ts";
import type { Context, Routes } from "../context.ts";
import { everyBucket } from "../series/buckets.ts";
import { STATS_DAYS } from "../window.ts";

export const statsRoutes: Routes = async (app, context) => {
  for (const [path, key] of [
    ["/stats/checks", "check"],
    ["/stats/packages", "package"],
  ] as const)
    app.get(
      path,
      {
        schema: {
          summary: `Counts results by ${key}, with pass rate and its 95 % interval`,
          querystring: Type.Object(ASKED),
          response: answers(StatsAnswer),
        },
      },
      async ({ query }): Promise<StatsAnswer> => countBy(context, key, query),
    );

  app.get(
    "/stats/trend",
    {
      schema: {
        summary: "Counts results by hour, day, week or month, UTC; buckets without results included",
        querystring: Type.Object({ ...ASKED, by: Type.Optional(oneOf(BUCKETS)) }),
        response: answers(StatsAnswer),
      },
    },
    async ({ query: { by = "day", ...parameters } }): Promise<StatsAnswer> => {
      const { selection, asked } = ask(parameters, context.now, STATS_DAYS);
      const buckets = everyBucket(selection.window, by);
      const rows = await context.store.count(selection, [by], false);
      return { ...asked(), data: buckets(rows) };
    },
  );
};

const countBy = async (
  { store, now }: Context,
  key: "check" | "package",
  parameters: Parameters<typeof ask>[0],
): Promise<StatsAnswer> => {
  const { selection, asked } = ask(parameters, now, STATS_DAYS);
  const rows = await store.count(selection, [key], false);
  const data = rows.map((row) => ({ [key]: row.key[key] ?? "", last: row.last, ...rated(row.counts) }));
  return { ...asked(), data };
};
