import type { JobAnswer, JobInput, TaskAnswer } from "../model/answer/task.ts";
import { baseArch, DEFAULT_ARCH } from "../model/arch.ts";
import type { Run } from "../model/run.ts";
import { fromTime } from "../model/time.ts";
import { uuidV7 } from "../model/uuid.ts";
import type { Job } from "../model/job.ts";
import type { JobRow, JobState } from "../queue/queue.ts";

/** The job of a wish. */
export const jobOf = (wish: JobInput, task: TaskAnswer, created: string): Job => ({
  uuid: wish.uuid ?? uuidV7(fromTime(created)),
  task: task.path,
  item: wish.item,
  type: wish.type,
  arch: baseArch(wish.arch ?? DEFAULT_ARCH),
  attempt: 1,
  retry_of: null,
  priority: wish.priority ?? 0,
  not_before: null,
  key: null,
  created,
});

/** The state of a run as its job has it. */
export const stateOf = ({ state }: Run): JobState => {
  if (state === "SCHEDULED") return "waiting";
  if (state === "RUNNING") return "leased";
  return state === "CANCELLED" ? "cancelled" : "done";
};

/** A job as the API answers it, with its task by name where that is known. */
export const answerOf = (
  { uuid, task, item, type, arch, attempt, priority, created, state, worker }: JobRow,
  tasks: readonly TaskAnswer[],
): JobAnswer => ({
  uuid,
  task: tasks.find(({ path }) => path === task)?.name ?? task,
  item,
  type,
  arch,
  attempt,
  priority,
  created,
  state,
  worker,
});
