import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { freeSpace } from "../execute/disk-usage.ts";

/** Milliseconds between two looks at a full disk. */
const LOOK = 250;

/** How long a task waits for disk. */
export interface Waiting {
  /** Milliseconds. */
  readonly patience: number;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/** The room on a spool's disk, of which `LIMITS.spoolReserve` is left to what ends a run: its journal, its record, its seal. */
export class SpoolRoom {
  readonly #folder: string;
  readonly #waiting: Waiting;
  /** Bytes that may be written before the disk is looked at again. */
  #granted = 0;
  #failure: AppError | null = null;

  constructor(folder: string, waiting: Waiting) {
    this.#folder = folder;
    this.#waiting = waiting;
  }

  /** Resolves when there is room for so many bytes of a task's output. Throws `disk-full`, for good, when the wait is over or was ended. */
  async take(bytes: number): Promise<void> {
    const { patience, signal } = this.#waiting;
    const end = performance.now() + patience;
    while (this.#granted < bytes) {
      if (this.#failure !== null) throw this.#failure;
      const free = await freeSpace(this.#folder);
      if (free >= LIMITS.spoolReserve + bytes) {
        this.#granted = bytes + Math.min(LIMITS.chunk, free - LIMITS.spoolReserve - bytes);
        break;
      }
      if (signal.aborted || performance.now() > end) this.#failure = full(this.#folder, patience);
      else await sleep(LOOK, undefined, { signal }).catch(() => {});
    }
    this.#granted -= bytes;
  }
}

const full = (folder: string, patience: number): AppError =>
  new AppError(
    "disk-full",
    `spool-full: less than ${LIMITS.spoolReserve >> 20} MiB were free on the disk of ${folder} for ${patience / 1000} s`,
  );
