import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";

interface Ended {
  readonly exitCode: number | null;
  /** What it printed on stdout. */
  readonly text: string;
}

interface RunOptions {
  readonly network?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** What it takes to install something for one run. */
export interface Install {
  /** Runs a program where the steps run; what it prints goes to `environment.log`. */
  readonly run: (file: string, args: readonly string[], options: RunOptions) => Promise<Ended>;
  readonly say: (level: "INFO" | "WARNING", message: string) => void;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

interface Attempt {
  readonly isDone: boolean;
  /** All that was printed. */
  readonly said: string;
}

/** Installs by a program that may fail because of the network, and then is tried again. Throws `environment` with its last words. */
export const install = async (
  { say, sleep, signal }: Pick<Install, "say" | "sleep" | "signal">,
  what: string,
  attempt: () => Promise<Attempt>,
): Promise<void> => {
  for (let count = 1; ; count++) {
    const { isDone, said } = await attempt();
    if (isDone) return;
    signal.throwIfAborted();
    if (count === LIMITS.installs || !TRANSIENT.test(said))
      throw new AppError("environment", `${what} cannot be installed: ${reasonIn(said)}`);
    say("WARNING", `${what} could not be installed: ${reasonIn(said)}; trying again`);
    await sleep(LIMITS.retry * 4 ** count, signal);
  }
};

/** What package managers say of a mirror or a network that may work again in a moment. */
const TRANSIENT =
  /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|Temporary failure|timed out|Could not (?:connect|resolve)|Connection (?:reset|refused|failed)|\b50[0234] |Hash Sum mismatch|Cannot download|Failed to fetch/i;

/** The line that says what is wrong; the last one where none is marked. */
const reasonIn = (said: string): string => {
  const lines = said.split("\n").map((line) => line.trim());
  const marked = lines.filter((line) => /^(?:E:|ERROR:|npm error (?!A complete log)|Error:)/.test(line));
  return marked[0] ?? lines.filter(Boolean).at(-1) ?? "it says nothing";
};
