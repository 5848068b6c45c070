import { ReplyError } from "ioredis";
import { AppError } from "../../model/errors.ts";

/** What Redis answers while it cannot take a command that it will take later, by the word it begins with. */
const PASSING: Readonly<Record<string, string>> = {
  OOM: "Redis has no memory left for more jobs: raise its maxmemory",
  MISCONF: "Redis cannot write to its disk",
  LOADING: "Redis is still loading its data",
  BUSY: "Redis is busy with a script",
  READONLY: "this Redis is a replica: give the address of the one that takes writes",
  MASTERDOWN: "this Redis has lost its master",
  TRYAGAIN: "Redis asks to try again",
};

/** The error of a step: `busy` for what passes, a lost connection included; `store` for a Redis that refuses us. */
export const failureOf = (shown: string, cause: unknown): AppError => {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (!(cause instanceof ReplyError))
    return new AppError("busy", `the queue ${shown} cannot be reached: ${message}`, {}, cause);
  const passing = PASSING[/^[A-Z]+/.exec(message)?.[0] ?? ""] ?? oomInside(message);
  return passing === undefined
    ? new AppError("store", `the queue ${shown} cannot be used: ${message}`, {}, cause)
    : new AppError("busy", `the queue ${shown} takes nothing now: ${passing}`, {}, cause);
};

/** A script that ran out of memory half-way begins with the word of the script's error. */
const oomInside = (message: string): string | undefined =>
  /\bOOM command not allowed\b/.test(message) ? PASSING["OOM"] : undefined;
