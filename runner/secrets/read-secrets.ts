import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";

/** Secrets by name. */
export type Secrets = ReadonlyMap<string, Uint8Array>;

/** Reads the secrets that a task asks for: files `TASK/NAME` below `root`, which nobody but their owner may read.
    Throws `environment` for one that is not there, or that others could read. */
export const readSecrets = async (root: string, task: string, names: readonly string[]): Promise<Secrets> => {
  const missing = names[0];
  if (root === "" && missing !== undefined)
    throw new AppError(
      "environment",
      `${task} needs the secret ${missing}: set TASKOTRON_SECRETS to the folder that holds ${task}/${missing}`,
    );
  const found = await Promise.all(names.map((name) => readSecret(join(root, task, name), name)));
  return new Map(names.map((name, at) => [name, found[at] ?? Buffer.alloc(0)]));
};

const OTHERS = 0o077;

const readSecret = async (file: string, name: string): Promise<Uint8Array> => {
  const { mode, size } = await stat(file).catch((cause: unknown) => {
    throw new AppError(
      "environment",
      `the secret ${name} is missing: there is no readable file ${file}`,
      {},
      cause,
    );
  });
  if ((mode & OTHERS) !== 0)
    throw new AppError(
      "environment",
      `the secret ${file} can be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 ${file}`,
    );
  if (size > LIMITS.secret)
    throw new AppError("environment", `the secret ${file} has ${size} bytes, more than ${LIMITS.secret}`);
  return readFile(file);
};
