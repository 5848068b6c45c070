import type { ImportAnswer } from "../model/answer/import.ts";
import { AppError } from "../model/errors.ts";
import { LIMITS } from "../model/limits.ts";
import { isFinal, MAIN_LOG, type Run } from "../model/run.ts";
import { toTime } from "../model/time.ts";
import { uuidV5 } from "../model/uuid.ts";
import type { Store } from "../store/store.ts";
import { peek } from "./chunks.ts";
import { Digest } from "./digest.ts";
import { READERS, sniffFormat } from "./format.ts";
import { Held } from "./held.ts";
import { pour, type Target } from "./pour.ts";
import type { ReportFormat } from "./reader.ts";
import { sealOf } from "./seal.ts";

export interface ImportOptions {
  readonly format: ReportFormat | "auto";
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  /** The task, and the check of results that name none. */
  readonly check: string;
  /** The run that it becomes. Without it the run's id is made of the content and the parameters, so that a repeated import is the same run. */
  readonly uuid?: string;
  /** Name of the log that the bytes go to. */
  readonly log?: string;
  /** When the file was made, RFC 3339: the time of the run and of its results. */
  readonly created?: string;
  /** Folder for a large body that must be known before its run has an id. Without it such a body needs a `uuid`. */
  readonly spool?: string;
}

/** Takes a whole file as one run: its bytes as the log, what it says as results, then the seal. The same file with the same parameters is
    the same run again. An import that fails half-way leaves its run CRASHED with what arrived, or no run where the id was not
    known yet. Throws `run-closed` for another file under a sealed uuid, `too-large`, and the errors of the store. */
export const importFile = async (
  store: Store,
  options: ImportOptions,
  body: AsyncIterable<Uint8Array>,
  now: () => number,
): Promise<ImportAnswer> => {
  if (options.uuid !== undefined) return importAs(store, options, { run: options.uuid, body, now });
  await using held = await Held.take(body, options.spool ?? null);
  const { format, item, type, arch, check, log = MAIN_LOG, created = "" } = options;
  const run = uuidV5("import", held.sha256, format, item, type, arch, check, log, created);
  return await importAs(store, options, { run, body: held.bytes(), now });
};

interface Source {
  readonly run: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly now: () => number;
}

const importAs = async (store: Store, options: ImportOptions, source: Source): Promise<ImportAnswer> => {
  const known = await store.getRun(source.run);
  if (known !== null && isFinal(known.state)) return answerAgain(known, options.log ?? MAIN_LOG, source.body);
  const { head, whole } = await peek(source.body, LIMITS.sniff);
  const format = options.format === "auto" ? sniffFormat(head) : options.format;
  const target = targetOf(store, options, source.run);
  const time = (): string => options.created ?? toTime(source.now());
  await begin(target, known === null, time());
  try {
    const reading = await pour(whole, READERS[format], target);
    const logs = logsOf(target);
    return answerOf(await store.sealRun(source.run, sealOf(reading, null, { finished: time(), logs })));
  } catch (error) {
    await crash(target, time(), error);
    throw error;
  }
};

const targetOf = (store: Store, options: ImportOptions, run: string): Target => {
  const { check, item, type, arch, log = MAIN_LOG, created = null } = options;
  const defaults = { task: check, item, type, arch, log };
  return { store, run, defaults, submit_time: created, digest: new Digest() };
};

/** An import that was cut off with its process goes on in the same run, which keeps its times. */
const begin = async ({ store, run, defaults }: Target, isNew: boolean, started: string): Promise<void> => {
  const { task, item, type, arch } = defaults;
  const times = isNew ? { created: started, started } : {};
  await store.putRun({ uuid: run, task, item, type, arch, state: "RUNNING", ...times });
};

/** A log that got no byte does not exist. */
const logsOf = ({ digest, defaults }: Target) => (digest.bytes === 0 ? [] : [digest.of(defaults.log)]);

/** Seals with what arrived. Where the store cannot take even that, the run is ended like any whose runner was lost. */
const crash = async (target: Target, finished: string, cause: unknown): Promise<void> => {
  const fault = `the import ended early: ${cause instanceof Error ? cause.message : String(cause)}`;
  const seal = { state: "CRASHED", fault: fault.slice(0, 500), finished, logs: logsOf(target) } as const;
  await target.store.sealRun(target.run, seal).catch(() => {});
};

/** The answer to a repeated import, if the file is the one that the run was made of. */
const answerAgain = async (run: Run, log: string, body: AsyncIterable<Uint8Array>): Promise<ImportAnswer> => {
  const digest = new Digest();
  for await (const bytes of body) digest.add(bytes);
  const stored = run.logs.find(({ name }) => name === log);
  if ((stored?.bytes ?? 0) === digest.bytes && (!stored || stored.sha256 === digest.of(log).sha256))
    return answerOf(run);
  throw new AppError("run-closed", `run ${run.uuid} is sealed, and was made of another file`);
};

const answerOf = ({ uuid, outcome, results, problems }: Run): ImportAnswer => ({
  uuid,
  outcome,
  results,
  problems,
});
