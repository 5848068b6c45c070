import type { Artifact } from "../../../model/artifact.ts";
import { isFinal, type Seal } from "../../../model/run.ts";
import { verdict } from "../../../model/verdict.ts";
import { verifyArtifacts } from "../../record/artifacts-sealed.ts";
import { runClosed } from "../../record/run-changes.ts";
import { sealText } from "../../record/seal.ts";
import { stored } from "../../record/times.ts";
import type { RunFields } from "../documents.ts";
import { outcomesOf } from "../results/counted.ts";
import type { Results } from "../results/results.ts";
import type { FoundRun, Runs } from "./runs.ts";

/** What a seal looks at and closes. */
export interface SealParts {
  readonly runs: Runs;
  readonly results: Pick<Results, "adopt">;
  readonly logs: {
    /** Lets the run's logs take no more. Throws `run-closed`, `busy`. */
    close(run: FoundRun): Promise<void>;
    reopen(run: FoundRun): Promise<void>;
    /** Throws `log-gap`, `seal-mismatch`. */
    settle(run: FoundRun, sealed: Seal["logs"]): Promise<void>;
  };
  readonly artifacts: {
    list(runs: readonly string[]): Promise<ReadonlyMap<string, readonly Artifact[]>>;
    dropLeftovers(run: FoundRun): Promise<void>;
  };
  readonly now: () => number;
}

/** Ends a run: its logs are closed, then compared; then the run is written if nothing has changed it since its artifacts were compared and its results
    counted, else once more. Throws what `Store.sealRun` throws; then the run's logs are open again. */
export const sealRun = async (parts: SealParts, uuid: string, seal: Seal): Promise<FoundRun> => {
  const finished = stored(seal.finished);
  const run = await parts.runs.known(uuid);
  if (isFinal(run.fields.state)) return sameSeal(run, seal);
  // A runner that ends by itself has repeated what was not acknowledged; one that is lost has not.
  if (seal.state !== "FINISHED") await parts.results.adopt(run);
  try {
    await parts.logs.close(run);
    await parts.logs.settle(run, seal.logs);
    const sealed = await close(parts, uuid, { seal, finished });
    await parts.artifacts.dropLeftovers(sealed);
    return sealed;
  } catch (error) {
    const now = await parts.runs.known(uuid);
    // Another process has sealed it meanwhile.
    if (isFinal(now.fields.state)) return sameSeal(now, seal);
    await parts.logs.reopen(run);
    throw error;
  }
};

interface Closing {
  readonly seal: Seal;
  readonly finished: number;
}

const close = async (parts: SealParts, uuid: string, closing: Closing): Promise<FoundRun> => {
  for (;;) {
    const run = await parts.runs.known(uuid);
    if (isFinal(run.fields.state)) return sameSeal(run, closing.seal);
    const { artifacts } = closing.seal;
    if (artifacts !== undefined)
      verifyArtifacts((await parts.artifacts.list([uuid])).get(uuid) ?? [], artifacts);
    const sealed = await parts.runs.replace(run, sealedFields(run.fields, closing, parts.now()));
    if (sealed !== null) return sealed;
  }
};

const sealedFields = (run: RunFields, { seal, finished }: Closing, now: number): RunFields => ({
  ...run,
  ...verdict(seal, outcomesOf(run)),
  state: seal.state,
  finished,
  heard: Math.max(run.heard, now),
  exit_code: seal.exit_code ?? null,
  signal: seal.signal ?? null,
  limit: seal.limit ?? null,
  fault: seal.fault ?? null,
  plan: seal.plan ?? null,
  problems: seal.problems ?? [],
  seal: sealText(seal),
});

const sameSeal = (run: FoundRun, seal: Seal): FoundRun => {
  if (run.fields.seal !== sealText(seal)) throw runClosed(run.fields.run);
  return run;
};
