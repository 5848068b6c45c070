import Type from "typebox";
import { ResultsAnswer } from "../../model/answer/list.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { Result, ResultInput } from "../../model/result.ts";
import { answers, OfRun } from "../answers.ts";
import { ask, ASKED, Cursor, fieldIs, Limit, narrow } from "../ask.ts";
import type { Routes } from "../context.ts";
import { runOf } from "../found.ts";
import { takeLines } from "../lines-of-json.ts";
import { orderOf, Sort } from "../sort.ts";

const Stored = Type.Object({ stored: Type.Integer({ description: "results in the request" }) });

const Listed = Type.Object({ ...ASKED, sort: Sort, limit: Limit(50), cursor: Cursor });

const ResultId = Type.Object({
  id: Type.String({
    pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.[1-9]\\d{0,8}$",
    description: "`{run}.{position}`",
  }),
});

export const resultRoutes: Routes = async (app, { store, now }) => {
  await app.register(async (scope) => {
    takeLines(scope);
    scope.post<{ Params: Type.Static<typeof OfRun>; Body: ResultInput[] }>(
      "/runs/:uuid/results",
      {
        schema: {
          summary:
            "Adds results by position, as a JSON array or one per line (NDJSON); all or none are stored",
          params: OfRun,
          body: Type.Array(ResultInput, { maxItems: LIMITS.results }),
          response: answers(Stored),
        },
      },
      async ({ params: { uuid }, body }) => {
        const beyond = body.findIndex(({ position }) => position > LIMITS.results);
        if (beyond !== -1)
          throw new AppError("too-large", `a run has at most ${LIMITS.results} results`, {
            pointer: `/${beyond}/position`,
          });
        await store.putResults(uuid, body);
        return { stored: body.length };
      },
    );
  });

  app.get(
    "/results",
    {
      schema: {
        summary: "Lists results, newest first",
        querystring: Listed,
        response: answers(ResultsAnswer),
      },
    },
    async ({ query }) => {
      const { selection, asked } = ask(query, now, null);
      const page = await store.findResults(selection, {
        limit: query.limit ?? 50,
        cursor: query.cursor ?? null,
        order: orderOf(query.sort),
      });
      return { ...asked(), ...page, data: [...page.data] };
    },
  );

  app.get(
    "/runs/:uuid/results",
    {
      schema: {
        summary: "Lists the results of a run, in order of arrival",
        params: OfRun,
        querystring: Listed,
        response: answers(ResultsAnswer),
      },
    },
    async ({ params: { uuid }, query }) => {
      await runOf(store, uuid);
      const { selection, asked } = ask(query, now, null);
      const page = await store.findResults(narrow(selection, fieldIs("run", uuid)), {
        limit: query.limit ?? 50,
        cursor: query.cursor ?? null,
        order: query.sort ?? "oldest",
      });
      return { ...asked(), ...page, data: [...page.data] };
    },
  );

  app.get(
    "/results/:id",
    { schema: { summary: "A result", params: ResultId, response: answers(Result) } },
    async ({ params: { id } }) => {
      const [run = "", position = ""] = id.split(".");
      const result = await store.getResult(run, Number(position));
      if (result === null) throw new AppError("not-found", `there is no result ${id}`);
      return result;
    },
  );
};
