import Type from "typebox";
import { JobAnswer, JobInput } from "../../model/answer/task.ts";
import { AppError } from "../../model/errors.ts";
import { type Job, jobOfRun, retryOf } from "../../model/job.ts";
import { pageOf } from "../../model/page.ts";
import { isFinal, Run } from "../../model/run.ts";
import { toTime } from "../../model/time.ts";
import type { Queue } from "../../queue/queue.ts";
import { answers, created, OfRun } from "../answers.ts";
import { Limit } from "../ask.ts";
import type { Context, Routes } from "../context.ts";
import { runOf } from "../found.ts";
import { answerOf, jobOf } from "../job.ts";
import { type Scheduling, wishFor } from "../wish-for.ts";

const USUAL_JOBS = 100;

const JobsAnswer = pageOf(JobAnswer);

export const jobRoutes: Routes = async (app, context) => {
  const { store, tasks } = context;

  app.post(
    "/jobs",
    {
      schema: {
        summary: "Schedules a task on an item; with a `uuid` or a `window` it may be repeated",
        body: JobInput,
        response: created(JobAnswer),
      },
    },
    async ({ body }, reply): Promise<JobAnswer> => {
      const task = await taskOf(context, body.task);
      const job = jobOf(body, task.at, context.now());
      const mayRepeat = job.key !== null || body.uuid !== undefined;
      const { row, isNew } = await wishFor(schedulingOf(context), { job, task: task.name, mayRepeat });
      void reply.code(isNew ? 201 : 200);
      return answerOf(row, [{ name: task.name, path: task.at }], context.now());
    },
  );

  app.post(
    "/jobs/:uuid/retry",
    {
      schema: {
        summary:
          "Schedules once more what has ended: the next attempt, which is one however often this is repeated",
        params: OfRun,
        response: created(JobAnswer),
      },
    },
    async ({ params: { uuid } }, reply): Promise<JobAnswer> => {
      const run = await runOf(store, uuid);
      if (!isFinal(run.state))
        throw new AppError(
          "run-open",
          `run ${uuid} is ${run.state} and can be tried again when it has ended`,
        );
      const job = retryOf(jobOfRun(run) ?? (await jobByName(context, run)), context.now());
      const { row, isNew } = await wishFor(schedulingOf(context), { job, task: run.task, mayRepeat: true });
      void reply.code(isNew ? 201 : 200);
      return answerOf(row, await tasks(), context.now());
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
      const now = context.now();
      const rows = await queue.list(query.limit ?? USUAL_JOBS);
      const { waiting, delayed, leased } = await queue.counts();
      const first = rows.findIndex(({ state }) => state === "waiting");
      return {
        data: rows.map((row, at) =>
          answerOf(row, known, now, row.state === "waiting" ? at - first + 1 : null),
        ),
        next: null,
        total: { value: waiting + delayed + leased, exact: true },
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

const schedulingOf = (context: Context): Scheduling => ({
  store: context.store,
  queue: queueOf(context),
  now: context.now,
});

/** The task of a name or path, and where a worker finds it: one that comes with the project by its name, since each machine has its own. Throws `not-found`. */
const taskOf = async (
  { tasks, taskAt }: Context,
  wanted: string,
): Promise<{ readonly name: string; readonly at: string }> => {
  const bundled = (await tasks()).find(({ name, path }) => name === wanted || path === wanted);
  if (bundled !== undefined) return { name: bundled.name, at: bundled.name };
  const task = (await taskAt?.(wanted)) ?? null;
  if (task === null)
    throw new AppError("not-found", `there is no task ${JSON.stringify(wanted)}`, { task: wanted });
  return { name: task.name, at: task.path };
};

/** The job of a run that was not wished for here, as one that was reported: its task by its name. Throws `not-found`. */
const jobByName = async (context: Context, run: Run): Promise<Job> => {
  const { at } = await taskOf(context, run.task);
  const { uuid, item, type, arch, attempt, retry_of, created } = run;
  return {
    uuid,
    task: at,
    item,
    type,
    arch,
    attempt,
    retry_of,
    priority: 0,
    not_before: null,
    key: null,
    created,
  };
};
