import Type from "typebox";
import { type RatedCounts, rated } from "../../model/counts.ts";
import { LIMITS } from "../../model/limits.ts";
import { Name, oneOf } from "../../model/schema.ts";
import { answers, text } from "../answers.ts";
import { ask, fieldIs, narrow } from "../ask.ts";
import { badgeSvg } from "../badge.ts";
import type { Routes } from "../context.ts";
import { STATS_DAYS } from "../window.ts";

const Query = Type.Object({
  q: Type.Optional(
    Type.String({ maxLength: LIMITS.query, description: "only results that this query selects" }),
  ),
});

export const badgeRoutes: Routes = async (app, { store, now }) => {
  app.get(
    "/badge/:kind/:name.svg",
    {
      schema: {
        summary: `The pass rate of a check or package in the last ${STATS_DAYS} days, of the newest result of each item`,
        produces: ["image/svg+xml"],
        params: Type.Object({ kind: oneOf(["check", "package"]), name: Name }),
        querystring: Query,
        response: answers(text("SVG")),
      },
    },
    async ({ params: { kind, name }, query }, reply) => {
      const { selection } = ask(query, now, STATS_DAYS);
      const [row] = await store.count(narrow(selection, fieldIs(kind, name)), [], true);
      const { value, colour } = row === undefined || row.counts.n === 0 ? NOTHING : rateOf(rated(row.counts));
      return reply
        .type("image/svg+xml; charset=utf-8")
        .header("cache-control", "public, max-age=300")
        .send(badgeSvg({ label: name, value, colour }));
    },
  );
};

const GREY = "#6b7280";
const NOTHING = { value: "no results", colour: GREY };

const rateOf = ({ rate, n }: RatedCounts): { value: string; colour: string } => {
  if (rate === null) return { value: `${n} not rated`, colour: GREY };
  // Rounded down: only a rate without any failure reads 100 %.
  const value = `${Math.floor(rate * 100)} % ok of ${n}`;
  return { value, colour: rate === 1 ? "#1a7f37" : rate >= 0.9 ? "#8a6100" : "#b42318" };
};
