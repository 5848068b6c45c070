import type { Job } from "./job.ts";
import { toTime } from "./time.ts";
import { uuidV5 } from "./uuid.ts";

/** The uuid, key and time of a job that gathers wishes: the first wish lights the fuse, the job goes when it has burnt down, and whoever wishes the same
    meanwhile wishes for that job. So each wish is followed by a run that begins after it, at most `ms` later, however many come. Two servers
    that light the same fuse at once make the same uuid, unless a multiple of `ms` lies between them. */
export const fuse = (key: string, ms: number, now: number): Pick<Job, "uuid" | "key" | "not_before"> => ({
  uuid: uuidV5("fuse", key, String(ms), String(Math.floor(now / ms))),
  key,
  not_before: toTime(now + ms),
});
