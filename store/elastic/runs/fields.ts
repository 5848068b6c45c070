import { isDeepStrictEqual } from "node:util";
import { packageOf } from "../../../model/item.ts";
import { isFinal, type RunInput } from "../../../model/run.ts";
import { type Changes, checkIdentity, merged, runClosed, unchanged } from "../../record/run-changes.ts";
import type { ItemFields, RunFields } from "../documents.ts";

/** What an item's name says. */
export const itemFields = (given: Pick<ItemFields, "item" | "type" | "arch">): ItemFields => {
  const { package: name, version, release, dist } = packageOf(given.type, given.item);
  const nvr = version === null || release === null ? null : `${name}-${version}-${release}`;
  const { item, type, arch } = given;
  return { item, type, arch, package: name, nvr, version, release, dist };
};

/** The fields of a run that is put for the first time. Throws `bad-value`. */
export const newRun = (input: RunInput, now: number): RunFields => ({
  run: input.uuid,
  task: input.task.toWellFormed(),
  ...itemFields({
    item: input.item.toWellFormed(),
    type: input.type.toWellFormed(),
    arch: input.arch.toWellFormed(),
  }),
  ...withBegin(merged(unchanged(now), input)),
  outcome: null,
  ok: false,
  finished: null,
  heard: now,
  exit_code: null,
  signal: null,
  limit: null,
  fault: null,
  plan: null,
  problems: [],
  results: 0,
  positions: "",
  outcomes: {},
  pinned: false,
  expired: [],
  seal: null,
});

/** The run's fields after it was put again; null when nothing changes. Throws `run-conflict`, `run-closed`, `bad-value`. */
export const putAgain = (run: RunFields, input: RunInput, now: number): RunFields | null => {
  checkIdentity(run, input);
  const before = changesOf(run);
  const after = merged(before, input);
  const changed = !isDeepStrictEqual(before, after);
  if (isFinal(run.state)) {
    if (changed) throw runClosed(run.run);
    return null;
  }
  return changed || run.heard < now ? { ...run, ...withBegin(after), heard: Math.max(run.heard, now) } : null;
};

const withBegin = (changes: Changes): Changes & { readonly begin: number } => ({
  ...changes,
  begin: changes.started ?? changes.created,
});

const changesOf = (run: RunFields): Changes => ({
  state: run.state,
  created: run.created,
  started: run.started,
  attempt: run.attempt,
  retry_of: run.retry_of,
  runner: run.runner,
  source: run.source,
  wish: run.wish,
  generated: run.generated,
});
