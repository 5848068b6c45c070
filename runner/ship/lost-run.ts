import { createReadStream, existsSync } from "node:fs";
import type { OpenReader, Reading } from "../../ingest/reader.ts";
import type { Artifact } from "../../model/artifact.ts";
import { LIMITS } from "../../model/limits.ts";
import type { ResultInput } from "../../model/result.ts";
import { MAIN_LOG } from "../../model/run.ts";
import { collectArtifacts } from "../artifacts/collect.ts";
import { References } from "../artifacts/references.ts";
import { Warnings } from "../artifacts/warnings.ts";
import { type RefuseCheck, Refusals } from "../refusals.ts";
import { artifactsFolder, logPath, type SpoolRecord } from "./spool-record.ts";

/** What a killed runner left of a run, beside its logs. */
interface LostRun {
  /** Null for a run of an older runner, which had none to speak of. */
  readonly artifacts: readonly Artifact[] | null;
  /** As the lost runner told them, or would have. */
  readonly results: readonly ResultInput[];
  readonly reading: Reading;
}

interface ReadOptions {
  /** Reads the results from the logs once more. */
  readonly openReader: OpenReader;
  /** Keeps out again what the task may not report. */
  readonly refuseCheck?: RefuseCheck;
  readonly onMessage: (text: string) => void;
}

/** Reads what is in a spool, and copies to it the artifacts that the lost runner did not come to copy. */
export const readLostRun = async (
  folder: string,
  record: SpoolRecord,
  { openReader, refuseCheck, onMessage }: ReadOptions,
): Promise<LostRun> => {
  const warnings = new Warnings((message) => onMessage(`run ${record.input.uuid}: ${message}`));
  const artifacts = await artifactsOf(folder, record, warnings);
  const told: ResultInput[] = [];
  const refusals = new Refusals((check) => refuseCheck?.(check, originOf(record)) ?? null);
  const openGuarded = refusals.guard(openReader);
  const reading = await readAgain(folder, record, (open) =>
    openGuarded(open, (more) => void told.push(...more)),
  );
  const results = artifacts === null ? told : settle(told, artifacts, { record, warnings });
  warnings.end();
  return { artifacts, results, reading };
};

/** Where the run's task came from; its namespace is what its check has before the task's own name. */
const originOf = ({ input: { task, source = null }, check = task }: SpoolRecord) => ({
  source,
  namespace: check.endsWith(`.${task}`) ? check.slice(0, -task.length - 1) : null,
});

const artifactsOf = async (
  folder: string,
  { artifacts, artifactsdir, seal }: SpoolRecord,
  { add }: Warnings,
): Promise<readonly Artifact[] | null> => {
  if (artifacts !== undefined) return artifacts;
  if (artifactsdir === undefined || seal !== null) return null;
  return collectArtifacts({ from: artifactsdir, into: artifactsFolder(folder), limits: LIMITS, warn: add });
};

interface Settling {
  readonly record: SpoolRecord;
  readonly warnings: Warnings;
}

const settle = (
  told: readonly ResultInput[],
  artifacts: readonly Artifact[],
  { record, warnings }: Settling,
): readonly ResultInput[] => {
  const references = new References(record.artifactsdir ?? "", warnings.add);
  return [...references.take(told), ...references.settle(artifacts)];
};

const readAgain = async (
  folder: string,
  { check, input: { task, item, type, arch } }: SpoolRecord,
  open: (defaults: Parameters<OpenReader>[0]) => ReturnType<OpenReader>,
): Promise<Reading> => {
  const reader = open({ task: check ?? task, item, type, arch, log: MAIN_LOG });
  const file = logPath(folder, MAIN_LOG);
  if (existsSync(file))
    for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) await reader.write(bytes);
  return reader.end();
};
