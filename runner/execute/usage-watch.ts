import { availableMemory } from "../sandbox/processes.ts";
import type { Usage } from "../sandbox/sandbox.ts";
import { diskUsage, freeSpace } from "./disk-usage.ts";
import type { LimitName, ProgramLimits } from "./program-limits.ts";

export interface Watched {
  readonly limits: ProgramLimits;
  /** The run's workspace. */
  readonly folder: string;
  readonly usage: () => Usage;
  readonly pass: (limit: LimitName) => void;
}

/** Milliseconds before the first look: a short step is not looked at. */
const FIRST = 50;
/** Milliseconds between two looks, at least. */
const EVERY = 250;
/** Looking may take this part of the time. */
const SHARE = 20;

/** Looks again and again at what a running program takes, until it passes a limit or `signal` is aborted. */
export const watchUsage = (watched: Watched, signal: AbortSignal): void => {
  lookAgain(() => passedBy(watched), watched, signal);
  lookAgain(() => passedOnDisk(watched, signal), watched, signal);
};

const lookAgain = (
  look: () => LimitName | null | Promise<LimitName | null>,
  { pass }: Watched,
  signal: AbortSignal,
): void => {
  const turn = async (): Promise<void> => {
    const started = performance.now();
    const limit = await look();
    if (signal.aborted) return;
    if (limit !== null) return pass(limit);
    timer = setTimeout(() => void turn(), Math.max(EVERY, SHARE * (performance.now() - started)));
  };
  let timer = setTimeout(() => void turn(), FIRST);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
};

const passedBy = ({ limits, usage }: Watched): LimitName | null => {
  const { memory, processes, cpu } = usage();
  if ((memory ?? 0) > limits.memory || availableMemory() < limits.reserve) return "memory";
  if ((processes ?? 0) >= limits.processes) return "processes";
  return (cpu ?? 0) > limits.cpu ? "cpu" : null;
};

const passedOnDisk = async ({ limits, folder }: Watched, signal: AbortSignal): Promise<LimitName | null> => {
  const free = await freeSpace(folder).catch(() => Infinity);
  if (free < limits.reserve) return "disk";
  return (await diskUsage(folder, signal)) > limits.disk ? "disk" : null;
};
