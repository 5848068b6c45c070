import { AppError } from "../../model/errors.ts";
import type { RunInput, Source, State, Wish } from "../../model/run.ts";
import { stored } from "./times.ts";

/** What a `RunInput` may change in a run. Times are epoch milliseconds. */
export interface Changes {
  readonly state: State;
  readonly created: number;
  readonly started: number | null;
  readonly attempt: number;
  readonly retry_of: string | null;
  readonly runner: string | null;
  readonly source: Source | null;
  readonly wish: Wish | null;
  readonly generated: boolean;
}

/** What a run has of which nothing more is known. */
export const unchanged = (now: number): Changes => ({
  state: "SCHEDULED",
  created: now,
  started: null,
  attempt: 1,
  retry_of: null,
  runner: null,
  source: null,
  wish: null,
  generated: false,
});

/** A state never goes back: a late repeat of the wish does not undo the start. Throws `bad-value` for a time that does not exist. */
export const merged = (before: Changes, input: RunInput): Changes => ({
  state: before.state === "SCHEDULED" ? (input.state ?? before.state) : before.state,
  created: input.created === undefined ? before.created : stored(input.created),
  started: input.started === undefined ? before.started : stored(input.started),
  attempt: input.attempt ?? before.attempt,
  retry_of: input.retry_of === undefined ? before.retry_of : input.retry_of,
  runner: input.runner === undefined ? before.runner : (input.runner?.toWellFormed() ?? null),
  source: input.source === undefined ? before.source : sourceOf(input.source),
  wish: input.wish === undefined ? before.wish : wishOf(input.wish),
  generated: input.generated ?? before.generated,
});

const sourceOf = (source: Source | null): Source | null =>
  source && { url: source.url, commit: source.commit, dirty: source.dirty };

const wishOf = (wish: Wish | null): Wish | null =>
  wish && { task: wish.task, priority: wish.priority, not_before: wish.not_before };

type Identity = Pick<RunInput, "task" | "item" | "type" | "arch">;

/** Throws `run-conflict` when a run is put with another task, item, type or arch than it has. */
export const checkIdentity = (there: Identity, input: RunInput): void => {
  const differing = (["task", "item", "type", "arch"] as const).find(
    (field) => there[field] !== input[field].toWellFormed(),
  );
  if (differing === undefined) return;
  const detail = `run ${input.uuid} has ${differing} "${there[differing]}", "${input[differing]}" was given`;
  throw new AppError("run-conflict", detail, { field: differing });
};

export const runClosed = (uuid: string): AppError =>
  new AppError("run-closed", `run ${uuid} is sealed and takes no more`, { run: uuid });

export const noRun = (uuid: string): AppError =>
  new AppError("not-found", `there is no run ${uuid}`, { run: uuid });
