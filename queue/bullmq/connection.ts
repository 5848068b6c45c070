import { Redis } from "ioredis";
import { AppError } from "../../model/errors.ts";
import type { Address } from "./address.ts";
import { failureOf } from "./failure.ts";

const OLDEST = 7;

/** Milliseconds that connecting and one command may take. */
const CONNECTING = 5_000;
const ANSWERING = 10_000;

/** Milliseconds before the first and at most before any further try to connect again. */
const AGAIN = 100;
const AGAIN_MOST = 5_000;

/** Connects, and goes on connecting whenever the connection is lost; a command that meets no connection fails soon, so that nobody is kept waiting.
    A command whose answer was lost is not sent again: each may be repeated by whoever gave it. Throws `busy` for a Redis that does not answer, `store` for
    one that refuses us, is too old or would drop jobs. */
export const connect = async ({ url, shown }: Address): Promise<Redis> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECTING,
    commandTimeout: ANSWERING,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (tries) => Math.min(AGAIN * 2 ** Math.min(tries - 1, 10), AGAIN_MOST),
  });
  let reason: unknown = null;
  // the commands that meet it tell of it; without a listener it would end the process
  redis.on("error", (error: unknown) => (reason = error));
  try {
    await redis.connect();
    checkServer(await redis.info(), shown);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw failureOf(shown, error instanceof AppError ? error : (reason ?? error));
  }
};

const checkServer = (info: string, shown: string): void => {
  const of = (name: string): string => new RegExp(`^${name}:(.*?)\r?$`, "m").exec(info)?.[1] ?? "";
  const version = of("redis_version");
  if (Number.parseInt(version) < OLDEST)
    throw new AppError("store", `the queue ${shown} is Redis ${version}, and ${OLDEST} or later is needed`);
  const policy = of("maxmemory_policy");
  if (policy !== "" && policy !== "noeviction")
    throw new AppError(
      "store",
      `the queue ${shown} would drop jobs when its memory is full (maxmemory-policy ${policy}): set \`maxmemory-policy noeviction\` in redis.conf, or CONFIG SET it`,
    );
};
