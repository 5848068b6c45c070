import type { JobAnswer, JobInput, TaskAnswer } from "../model/answer/task.ts";
import { baseArch, DEFAULT_ARCH } from "../model/arch.ts";
import { AppError } from "../model/errors.ts";
import { fuse } from "../model/fuse.ts";
import type { Job } from "../model/job.ts";
import type { Run } from "../model/run.ts";
import { fromTime, toTime } from "../model/time.ts";
import { uuidV7 } from "../model/uuid.ts";
import type { JobRow, JobState } from "../queue/queue.ts";

/** The job of a wish. Throws `bad-value` for one that says twice when it is to run. */
export const jobOf = (wish: JobInput, task: string, now: number): Job => ({
  task,
  item: wish.item,
  type: wish.type,
  arch: baseArch(wish.arch ?? DEFAULT_ARCH),
  attempt: 1,
  retry_of: null,
  priority: wish.priority ?? 0,
  created: toTime(now),
  ...placeOf(wish, now),
});

/** Which run it is, and when. */
const placeOf = (wish: JobInput, now: number): Pick<Job, "uuid" | "key" | "not_before"> => {
  if (wish.window === undefined)
    return { uuid: wish.uuid ?? uuidV7(now), key: null, not_before: timeOf(wish, now) };
  if ((wish.uuid ?? wish.delay_ms ?? wish.not_before) !== undefined)
    throw new AppError("bad-value", "a job with a window has its uuid and its time from it", {
      field: "window",
    });
  return fuse(wish.window.key, wish.window.ms, now);
};

const timeOf = ({ delay_ms, not_before }: JobInput, now: number): string | null => {
  if (delay_ms === undefined) return not_before === undefined ? null : toTime(fromTime(not_before));
  if (not_before !== undefined)
    throw new AppError("bad-value", "give `delay_ms` or `not_before`, not both", { field: "delay_ms" });
  return toTime(now + delay_ms);
};

/** The state of a run as its job has it. */
export const stateOf = ({ state }: Run): JobState => {
  if (state === "SCHEDULED") return "waiting";
  if (state === "RUNNING") return "leased";
  return state === "CANCELLED" ? "cancelled" : "done";
};

/** A job as the API answers it, with its task by name where that is known. `position` is its place among those that wait. */
export const answerOf = (
  { key: _, ...row }: JobRow,
  tasks: readonly Pick<TaskAnswer, "name" | "path">[],
  now: number,
  position: number | null = null,
): JobAnswer => ({
  ...row,
  task: tasks.find(({ path }) => path === row.task)?.name ?? row.task,
  position,
  waiting_ms: row.state === "waiting" ? Math.max(0, now - turnOf(row)) : null,
});

/** When a job could have been leased at first. */
const turnOf = ({ created, not_before }: Job | Omit<Job, "key">): number =>
  Math.max(fromTime(created), not_before === null ? 0 : fromTime(not_before));
