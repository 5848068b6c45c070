import Type from "typebox";
import type { SeriesAnswer } from "../../model/answer/series.ts";
import { CheckAnswer, PackageAnswer } from "../../model/answer/subject.ts";
import { rated } from "../../model/counts.ts";
import { AppError } from "../../model/errors.ts";
import { Name } from "../../model/schema.ts";
import type { Selection } from "../../store/store.ts";
import { answers } from "../answers.ts";
import { ask, ASKED, fieldIs, Limit, narrow } from "../ask.ts";
import type { Context, Routes } from "../context.ts";
import { type SeriesGroup, seriesGroups, sumCounts } from "../series/group.ts";
import { seriesAnswers } from "../series/history.ts";
import { walkResults } from "../series/walk.ts";
import { STATS_DAYS } from "../window.ts";

const USUAL_SERIES = 100;

const Named = Type.Object({ name: Name });

const Listed = Type.Object({ ...ASKED, limit: Limit(USUAL_SERIES) });

export const subjectRoutes: Routes = async (app, context) => {
  const { store, now } = context;

  app.get(
    "/checks/:name",
    {
      schema: {
        summary: "A check: its counts and its series, worst first",
        params: Named,
        querystring: Listed,
        response: answers(CheckAnswer),
      },
    },
    async ({ params: { name }, query }): Promise<CheckAnswer> => {
      const question = ask(query, now, STATS_DAYS);
      const own = narrow(question.selection, fieldIs("check", name));
      const groups = await groupsOf(context, own, { field: "check", name });
      return {
        ...question.asked(),
        check: name,
        counts: rated(sumCounts(groups.map(({ counts }) => counts))),
        packages: new Set(groups.map((group) => group.package)).size,
        series: await seriesOf(context, own, groups.slice(0, query.limit ?? USUAL_SERIES)),
      };
    },
  );

  app.get(
    "/packages/:name",
    {
      schema: {
        summary: "A package: its counts and its series, worst first",
        params: Named,
        querystring: Listed,
        response: answers(PackageAnswer),
      },
    },
    async ({ params: { name }, query }): Promise<PackageAnswer> => {
      const question = ask(query, now, STATS_DAYS);
      const own = narrow(question.selection, fieldIs("package", name));
      const groups = await groupsOf(context, own, { field: "package", name });
      const [newest] = (await store.findResults(own, { limit: 1, cursor: null })).data;
      return {
        ...question.asked(),
        package: name,
        latest_item: newest === undefined ? null : { type: newest.type, item: newest.item },
        counts: rated(sumCounts(groups.map(({ counts }) => counts))),
        series: await seriesOf(context, own, groups.slice(0, query.limit ?? USUAL_SERIES)),
      };
    },
  );
};

interface Subject {
  readonly field: "check" | "package";
  readonly name: string;
}

/** Throws `not-found` for a subject that never had a result; one without results in the window is there, and empty. */
const groupsOf = async (
  { store, now }: Context,
  selection: Selection,
  { field, name }: Subject,
): Promise<SeriesGroup[]> => {
  const named = await seriesGroups(store, selection);
  const groups = named.filter((group) => group[field] === name);
  if (groups.length > 0) return groups;
  const ever = narrow(ask({}, now, null).selection, fieldIs(field, name));
  if ((await store.findResults(ever, { limit: 1, cursor: null })).data.length > 0) return [];
  throw new AppError("not-found", `no ${field} ${JSON.stringify(name)} has a result`, { [field]: name });
};

/** The series of the groups that are shown. */
const seriesOf = async (
  { store }: Context,
  selection: Selection,
  groups: readonly SeriesGroup[],
): Promise<SeriesAnswer[]> => {
  const walk = await walkResults(store, selection);
  return (await Promise.all(groups.map((group) => seriesAnswers(store, selection, { group, walk })))).flat();
};
