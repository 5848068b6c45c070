import type { Masks } from "../secrets/masks.ts";
import type { Spool } from "../ship/spool.ts";

const JOURNAL_LOG = "taskotron.log";

type Level = "DEBUG" | "INFO" | "WARNING" | "ERROR";

/** The runner's own messages about a run, one line each: `[task] HH:MM:SS LEVEL  message`, in UTC. */
export class Journal {
  readonly #spool: Spool;
  readonly #write: (level: Level, message: string) => string;
  readonly #onLine: (level: Level, line: string) => void;
  #clean = (line: string): string => line;

  constructor(spool: Spool, now: () => number, onLine: (level: Level, line: string) => void) {
    this.#spool = spool;
    this.#write = (level, message) =>
      `[${spool.input.task}] ${new Date(now()).toISOString().slice(11, 19)} ${level.padEnd(7)} ${message.replace(/\s+/g, " ")}`;
    this.#onLine = onLine;
  }

  /** Keeps secrets out of the lines from now on. */
  hide({ text }: Pick<Masks, "text">): void {
    this.#clean = text;
  }

  /** Tells at once and keeps the line in the run's log; a spool that takes no more does not stop it. */
  readonly say = (level: Level, message: string): void => {
    const line = this.#clean(this.#write(level, message));
    this.#onLine(level, line);
    void this.#spool.append(JOURNAL_LOG, Buffer.from(`${line}\n`)).catch(() => {});
  };
}
