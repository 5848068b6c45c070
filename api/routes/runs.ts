import Type from "typebox";
import { RunsAnswer, LogsAnswer } from "../../model/answer/list.ts";
import { AppError } from "../../model/errors.ts";
import { Run, RunInput, Seal } from "../../model/run.ts";
import { Uuid } from "../../model/schema.ts";
import { answers, OfRun } from "../answers.ts";
import { ask, ASKED, Cursor, Limit } from "../ask.ts";
import type { Routes } from "../context.ts";
import { runOf } from "../found.ts";
import { orderOf, Sort } from "../sort.ts";

const RunBody = Type.Object({ ...RunInput.properties, uuid: Type.Optional(Uuid) });

export const runRoutes: Routes = async (app, { store, now, metrics }) => {
  app.put(
    "/runs/:uuid",
    {
      schema: {
        summary: "Creates a run or tells more about it; may be repeated",
        params: OfRun,
        body: RunBody,
        response: answers(Run),
      },
    },
    async ({ params: { uuid }, body }) => {
      if (body.uuid !== undefined && body.uuid !== uuid)
        throw new AppError("bad-value", `the body speaks of run ${body.uuid}, the address of ${uuid}`, {
          pointer: "/uuid",
        });
      return store.putRun({ ...body, uuid });
    },
  );

  app.post(
    "/runs/:uuid/seal",
    {
      schema: {
        summary: "Ends a run once every log has arrived as the runner counted it",
        params: OfRun,
        body: Seal,
        response: answers(Run),
      },
    },
    async ({ params: { uuid }, body }) => {
      const run = await store.sealRun(uuid, body);
      metrics.sealed(run, now() - Date.parse(body.finished));
      return run;
    },
  );

  for (const [method, pinned, summary] of [
    ["PUT", true, "Keeps the run from retention"],
    ["DELETE", false, "Lets retention have the run again"],
  ] as const)
    app.route({
      method,
      url: "/runs/:uuid/pin",
      schema: { summary, params: OfRun, response: answers(Run) },
      handler: ({ params: { uuid } }) => store.pinRun(uuid, pinned),
    });

  app.get(
    "/runs",
    {
      schema: {
        summary: "Lists runs, newest first",
        querystring: Type.Object({ ...ASKED, sort: Sort, limit: Limit(50), cursor: Cursor }),
        response: answers(RunsAnswer),
      },
    },
    async ({ query }) => {
      const { selection, asked } = ask(query, now, null);
      const page = await store.findRuns(selection, {
        limit: query.limit ?? 50,
        cursor: query.cursor ?? null,
        order: orderOf(query.sort),
      });
      return { ...asked(), ...page, data: [...page.data] };
    },
  );

  app.get(
    "/runs/:uuid",
    { schema: { summary: "A run", params: OfRun, response: answers(Run) } },
    async ({ params: { uuid } }) => runOf(store, uuid),
  );

  app.get(
    "/runs/:uuid/logs",
    { schema: { summary: "Lists the logs of a run", params: OfRun, response: answers(LogsAnswer) } },
    async ({ params: { uuid } }) => {
      const { logs } = await runOf(store, uuid);
      return { data: logs, next: null, total: { value: logs.length, exact: true } };
    },
  );
};
