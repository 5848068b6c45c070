import type { Artifact } from "../model/artifact.ts";
import { AppError } from "../model/errors.ts";
import type { Log, Run } from "../model/run.ts";
import type { Store } from "../store/store.ts";

/** Throws `not-found`. */
export const runOf = async (store: Store, uuid: string): Promise<Run> => {
  const run = await store.getRun(uuid);
  if (run === null) throw new AppError("not-found", `there is no run ${uuid}`, { run: uuid });
  return run;
};

/** Throws `not-found` for the run or its log. */
export const logOf = async (store: Store, uuid: string, name: string): Promise<Log> => {
  const run = await runOf(store, uuid);
  const log = run.logs.find((one) => one.name === name);
  if (log === undefined)
    throw new AppError("not-found", `run ${uuid} has no log ${name}`, {
      run: uuid,
      logs: run.logs.map((one) => one.name),
    });
  return log;
};

/** Throws `not-found` for the run or its artifact. */
export const artifactOf = async (store: Store, uuid: string, path: string): Promise<Artifact> => {
  const run = await runOf(store, uuid);
  const artifact = run.artifacts.find((one) => one.path === path);
  if (artifact === undefined)
    throw new AppError("not-found", `run ${uuid} has no artifact ${path}`, { run: uuid, artifact: path });
  return artifact;
};
