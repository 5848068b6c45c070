import type { Command } from "commander";
import { onInterruption } from "../interruption.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "../program.ts";
import { openProgress } from "../progress.ts";
import { paint, print, safeText } from "../terminal.ts";
import type { Check, Checked, CheckOptions } from "./check.ts";
import { checkData, checkNode, checkPrograms, checkRetention, checkSpool } from "./machine.ts";
import { checkQueue, checkServer, checkStore } from "./services.ts";

const CHECKS: Readonly<Record<string, Check>> = {
  node: checkNode,
  programs: checkPrograms,
  retention: checkRetention,
  data: checkData,
  spool: checkSpool,
  store: checkStore,
  queue: checkQueue,
  server: checkServer,
};

interface Flags {
  readonly repair?: true;
  readonly deep?: true;
  readonly json?: true;
}

export const doctorCommand = (): Command =>
  withSettings(
    newCommand("doctor", "Looks whether this installation is in order, and says what to do where it is not."),
    "data",
    "store",
    "queue",
    "server",
  )
    .option("--repair", "correct what follows from other data: latest results, daily totals, counts")
    .option("--deep", "read every log and compare it with its sha256")
    .option("--json", "print one JSON object per line")
    .addHelpText(
      "after",
      examples("taskotron doctor", "taskotron doctor --data /var/lib/taskotron --deep --json"),
    )
    .action(async (flags: Flags) => {
      const stopped = new AbortController();
      onInterruption((code) => {
        process.exitCode = code;
        stopped.abort();
      });
      const options = {
        settings: settingsOf({ ...flags }),
        repair: flags.repair ?? false,
        deep: flags.deep ?? false,
        signal: stopped.signal,
      };
      const verdicts = await examineAll(options, (checked) =>
        print(flags.json ? JSON.stringify(checked) : lineOf(checked)),
      );
      if (!stopped.signal.aborted) process.exitCode = verdicts.has("wrong") ? EXIT.failed : EXIT.done;
    });

const examineAll = async (
  options: CheckOptions,
  tell: (checked: Checked) => void,
): Promise<ReadonlySet<Checked["verdict"]>> => {
  const progress = openProgress(process.stderr);
  const verdicts = new Set<Checked["verdict"]>();
  for (const [name, check] of Object.entries(CHECKS)) {
    progress.show(`looking at ${name}`);
    for await (const checked of guarded(name, check(options))) {
      if (options.signal.aborted) break;
      progress.clear();
      verdicts.add(checked.verdict);
      tell(checked);
    }
    progress.clear();
  }
  return verdicts;
};

/** What a check throws is what is wrong. */
async function* guarded(name: string, found: AsyncIterable<Checked>): AsyncGenerator<Checked> {
  try {
    yield* found;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    yield { name, verdict: "wrong", detail };
  }
}

const LOOKS = {
  ok: ["✓", "green"],
  repaired: ["✓", "blue"],
  warn: ["!", "yellow"],
  wrong: ["✗", "red"],
} as const;

const lineOf = ({ name, verdict, detail }: Checked): string => {
  const [glyph, style] = LOOKS[verdict];
  return `${paint(style, `${glyph} ${verdict.padEnd(8)}`)} ${name.padEnd(16)} ${safeText(detail)}`;
};
