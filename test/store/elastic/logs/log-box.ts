import { createHash, randomUUID } from "node:crypto";
import { after } from "node:test";
import { lineStarts } from "../../../../model/lines.ts";
import { MAIN_LOG, type Seal } from "../../../../model/run.ts";
import { Artifacts } from "../../../../store/elastic/artifacts/artifacts.ts";
import type { Elastic } from "../../../../store/elastic/elastic.ts";
import { Logs } from "../../../../store/elastic/logs/logs.ts";
import { openElastic } from "../../../../store/elastic/open.ts";
import { type FoundRun, Runs } from "../../../../store/elastic/runs/runs.ts";
import { NOON, runInput } from "../../../contract/store-build.ts";
import { OPTIONS, ownPrefix } from "../own-prefix.ts";

/** What one process has of the store. */
export interface Process {
  readonly elastic: Elastic;
  readonly runs: Runs;
  readonly logs: Logs;
  readonly artifacts: Artifacts;
}

export interface LogBox {
  readonly clock: { now: number };
  /** A process that knows nothing of the others but their cluster. */
  readonly process: () => Promise<Process>;
}

/** Indices of this test file's own, which are removed after its last test. */
export const logBox = (): LogBox => {
  const clock = { now: NOON };
  const opened: Elastic[] = [];
  let prefix: ReturnType<typeof ownPrefix> | undefined;
  after(async () => {
    await Promise.all(opened.map(({ client }) => client.close()));
    await prefix?.remove();
  });
  const process = async (): Promise<Process> => {
    prefix ??= ownPrefix();
    const elastic = await openElastic(prefix.url, () => clock.now, OPTIONS);
    opened.push(elastic);
    const runs = new Runs(elastic);
    return { elastic, runs, logs: new Logs(elastic, runs), artifacts: new Artifacts(elastic, runs) };
  };
  return { clock, process };
};

/** Puts a run that no other test has. */
export const freshRun = ({ runs }: Process): Promise<FoundRun> =>
  runs.put(runInput("a", { uuid: randomUUID() }));

/** Appends to the run's main log, or another. */
export const append = (
  { logs }: Process,
  { fields: { run } }: FoundRun,
  {
    offset = 0,
    bytes,
    log = MAIN_LOG,
  }: { readonly offset?: number; readonly bytes: Uint8Array; readonly log?: string },
): Promise<number> => logs.append({ run, log, offset }, bytes);

export const sealOf = (bytes: Uint8Array, name = MAIN_LOG): Seal["logs"][number] => ({
  name,
  bytes: bytes.length,
  lines: lineStarts(bytes).length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

export const readAll = async (parts: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const read: Uint8Array[] = [];
  for await (const part of parts) read.push(part);
  return Buffer.concat(read);
};

/** What is stored of the run's main log. */
export const stored = ({ logs }: Process, { fields }: FoundRun): Promise<Buffer> =>
  readAll(logs.readBytes(fields.run, MAIN_LOG, 0, Infinity));
