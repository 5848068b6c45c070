import { AppError } from "../model/errors.ts";
import type { Queue } from "./queue.ts";

interface QueueOptions {
  readonly now: () => number;
}

/** Opens the queue that a setting names: `sqlite:FOLDER`, made where it is missing, or `redis[s]://host`. Throws `setting` for another address, `store` for a queue
    that cannot be used, `busy` for a Redis that does not answer. */
export const openQueue = async (url: string, { now }: QueueOptions): Promise<Queue> => {
  if (/^rediss?:/.test(url)) {
    const { openBullQueue } = await import("./bullmq/queue.ts");
    return openBullQueue(url, now);
  }
  const folder = /^sqlite:(.+)$/s.exec(url)?.[1];
  if (folder === undefined)
    throw new AppError("setting", `the queue is "${url}", expected sqlite:FOLDER or redis://host`, {
      setting: "queue",
    });
  const { openSqliteQueue } = await import("./sqlite/queue.ts");
  return openSqliteQueue(folder, now);
};
