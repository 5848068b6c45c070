import type { Job } from "./job.ts";
import { fromTime, toTime } from "./time.ts";
import { uuidV5 } from "./uuid.ts";

/** When a repeating job has its turns: at `from` and every `ms` after it. */
export interface Rule {
  readonly kind: "every";
  readonly ms: number;
  readonly from: string;
}

/** A job that is wished for again at every turn of a rule. */
export interface Repeat {
  readonly name: string;
  /** Name of the task, as its runs have it. */
  readonly task: string;
  readonly rule: Rule;
  /** Turns before it are not made up for. */
  readonly since: string;
  readonly job: Pick<Job, "task" | "item" | "type" | "arch" | "priority">;
}

/** The last turn at or before `now`, in epoch milliseconds; null before the first one. */
export const lastTurn = ({ ms, from }: Rule, now: number): number | null => {
  const first = fromTime(from);
  return now < first ? null : now - ((now - first) % ms);
};

/** The job of the last turn that is due; null when none is. Its uuid is of the name and the turn, so that any number of servers wish for it once.
    Of turns that were missed only the last one is made. */
export const dueJob = ({ name, rule, since, job }: Repeat, now: number): Job | null => {
  const turn = lastTurn(rule, now);
  if (turn === null || turn < fromTime(since)) return null;
  const created = toTime(turn);
  return {
    ...job,
    uuid: uuidV5("repeat", name, created),
    attempt: 1,
    retry_of: null,
    not_before: null,
    key: null,
    created,
  };
};
