import { AppError } from "../model/errors.ts";
import type { Queue } from "./queue.ts";

interface QueueOptions {
  readonly now: () => number;
}

/** Opens the queue that a setting names: `sqlite:FOLDER`, made where it is missing. Throws `setting` for another address, `store` for a queue that cannot be used. */
export const openQueue = async (url: string, { now }: QueueOptions): Promise<Queue> => {
  if (/^rediss?:/.test(url))
    throw new AppError("setting", "a queue on Redis is not built yet: use sqlite:FOLDER", {
      setting: "queue",
    });
  const folder = /^sqlite:(.+)$/s.exec(url)?.[1];
  if (folder === undefined)
    throw new AppError("setting", `the queue is "${url}", expected sqlite:FOLDER`, { setting: "queue" });
  const { openSqliteQueue } = await import("./sqlite/queue.ts");
  return openSqliteQueue(folder, now);
};
