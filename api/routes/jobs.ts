import Type from "typebox";
import { JobAnswer, JobInput, type TaskAnswer } from "../../model/answer/task.ts";
import { AppError } from "../../model/errors.ts";
import { pageOf } from "../../model/page.ts";
import { isFinal, Run } from "../../model/run.ts";
import { toTime } from "../../model/time.ts";
import type { Queue } from "../../queue/queue.ts";
import { answers, created, OfRun } from "../answers.ts";
import { Limit } from "../ask.ts";
import type { Context, Routes } from "../context.ts";
import { runOf } from "../found.ts";
import { answerOf, jobOf, stateOf } from "../job.ts";

const USUAL_JOBS = 100;

const JobsAnswer = pageOf(JobAnswer);

export const jobRoutes: Routes = async (app, context) => {
  const { store, tasks } = context;

  app.post(
    "/jobs",
    {
      schema: {
        summary: "Schedules a task on an item; with a `uuid` it may be repeated",
        body: JobInput,
        response: created(JobAnswer),
      },
    },
    async ({ body }, reply): Promise<JobAnswer> => {
      const queue = queueOf(context);
      const task = await taskOf(context, body.task);
      const known = body.uuid === undefined ? null : await store.getRun(body.uuid);
      const job = jobOf(body, task, known?.created ?? toTime(context.now()));
      const { uuid, item, type, arch, created } = job;
      const run = await store.putRun({
        uuid,
        task: task.name,
        item,
        type,
        arch,
        ...(known === null ? { created, state: "SCHEDULED" } : {}),
      });
      void reply.code((await queue.add(job)) ? 201 : 200);
      return answerOf({ ...job, state: stateOf(run), worker: run.runner }, [task]);
    },
  );

  app.get(
    "/jobs",
    {
      schema: {
        summary: "Lists the jobs that wait or are being executed, in the order they will go",
        querystring: Type.Object({ limit: Limit(USUAL_JOBS) }),
        response: answers(JobsAnswer),
      },
    },
    async ({ query }): Promise<Type.Static<typeof JobsAnswer>> => {
      const queue = queueOf(context);
      const known = await tasks();
      const rows = await queue.list(query.limit ?? USUAL_JOBS);
      const { waiting, leased } = await queue.counts();
      return {
        data: rows.map((row) => answerOf(row, known)),
        next: null,
        total: { value: waiting + leased, exact: true },
      };
    },
  );

  app.delete(
    "/jobs/:uuid",
    {
      schema: {
        summary: "Cancels a job; one that is being executed ends soon after; may be repeated",
        params: OfRun,
        response: answers(Run),
      },
    },
    async ({ params: { uuid } }) => {
      const queue = queueOf(context);
      await queue.cancel(uuid);
      const run = await runOf(store, uuid);
      if (run.state === "CANCELLED") return run;
      if (isFinal(run.state))
        throw new AppError("run-closed", `run ${uuid} is ${run.state} and cannot be cancelled`);
      const job = await queue.get(uuid);
      if (run.state === "RUNNING" && job?.state === "cancelled") return run;
      if (run.state === "RUNNING")
        throw new AppError("not-found", `run ${uuid} is not executed for this queue`);
      return store.sealRun(uuid, { state: "CANCELLED", finished: toTime(context.now()), logs: [] });
    },
  );
};

const queueOf = ({ queue }: Context): Queue => {
  if (queue === null) throw new AppError("busy", "this server has no queue");
  return queue;
};

/** The task of a name or path. Throws `not-found`. */
const taskOf = async ({ tasks, taskAt }: Context, wanted: string): Promise<TaskAnswer> => {
  const task =
    (await tasks()).find(({ name, path }) => name === wanted || path === wanted) ??
    (await taskAt?.(wanted)) ??
    null;
  if (task === null)
    throw new AppError("not-found", `there is no task ${JSON.stringify(wanted)}`, { task: wanted });
  return task;
};
