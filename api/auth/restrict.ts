import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Store } from "../../store/store.ts";
import { callerOf } from "./caller.ts";
import { needOf } from "./needs.ts";

/** Keeps tokens that are for some tasks from the runs of others. Requests fail with `forbidden`, with `not-found` where there is no such run. */
export const restrictToTasks = (app: FastifyInstance, store: Pick<Store, "getRun">): void => {
  const taskOf = taskReader(store);
  app.addHook("preHandler", async (request) => {
    const { tasks } = callerOf(request);
    if (tasks === null || needOf(request) !== "ingest") return;
    const task = await taskOf(request);
    if (!tasks.some((pattern) => fits(task, pattern)))
      throw new AppError("forbidden", `this token is for the tasks ${tasks.join(", ")}, not ${task}`, {
        task,
      });
  });
};

const fits = (task: string, pattern: string): boolean =>
  pattern.endsWith("*") ? task.startsWith(pattern.slice(0, -1)) : task === pattern;

/** The task that a write is about: as it says itself, else that of its run, which never changes. */
const taskReader = (store: Pick<Store, "getRun">) => {
  const tasks = new Map<string, string>();
  return async ({ params, query, body }: FastifyRequest): Promise<string> => {
    const { uuid } = params as { readonly uuid?: string };
    const said = (body as { readonly task?: unknown } | null | undefined)?.task;
    if (uuid === undefined) return (query as { readonly check?: string }).check ?? "imported";
    if (typeof said === "string") return said;
    const known = tasks.get(uuid);
    if (known !== undefined) return known;
    const run = await store.getRun(uuid);
    if (run === null) throw new AppError("not-found", `there is no run ${uuid}`, { run: uuid });
    if (tasks.size >= LIMITS.callers) tasks.clear();
    tasks.set(uuid, run.task);
    return run.task;
  };
};
