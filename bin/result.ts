import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { isOutcome, OUTCOMES } from "../model/outcome.ts";
import { appendResult, RESERVED } from "../runner/results/append-result.ts";
import { examples, newCommand } from "./program.ts";
import { safeText, say } from "./terminal.ts";

interface Flags {
  readonly file: string;
  readonly item: string;
  readonly type: string;
  readonly outcome: string;
  readonly note: string;
  readonly keyval: readonly string[];
  readonly checkname: string;
  readonly artifact: string;
  readonly arch: string;
}

/** `taskotron result`; tasks have it as `taskotron_result`, a shell script that writes the same. */
export const resultCommand = (): Command =>
  newCommand("result", "Adds a result to a file of ResultYAML, which is made if it is missing.")
    .requiredOption("-f, --file <file>", "the file")
    .requiredOption("-i, --item <item>", "what was tested")
    .requiredOption("-t, --type <type>", "kind of item, such as koji_build")
    .requiredOption("-o, --outcome <outcome>", `one of ${OUTCOMES.join(", ")}`)
    .option("-n, --note <note>", "one line about the result", "")
    .option(
      "-k, --keyval <key=value>",
      "further data; a key that is given more than once has a list",
      (pair: string, before: readonly string[]) => [...before, pair],
      [],
    )
    .option("-c, --checkname <check>", "name of the check; the task's unless given", "")
    .option("-a, --artifact <file>", "file of the run that belongs to the result", "")
    .option("--arch <arch>", "architecture; the run's unless given", "")
    .addHelpText(
      "after",
      examples(
        "taskotron result -f results.yml -i bash-5.2-1.fc42 -t koji_build -o PASSED",
        'taskotron result -f results.yml -i bash-5.2-1.fc42 -t koji_build -o FAILED -n "2 errors" -c dist.mycheck.docs -k host=a -k host=b',
      ),
    )
    .action(async ({ file, keyval, outcome, ...fields }: Flags) => {
      const data = keyval.map(pairOf).filter(isData);
      await appendResult(file, { ...fields, outcome: outcomeOf(outcome), data });
    });

const outcomeOf = (word: string): string => {
  const outcome = word.toUpperCase().replace(/\s/g, "");
  if (isOutcome(outcome)) return outcome;
  throw new AppError(
    "usage",
    `${JSON.stringify(word)} is no outcome; the outcomes are ${OUTCOMES.join(", ")}`,
  );
};

const pairOf = (pair: string): readonly [string, string] => {
  const at = pair.indexOf("=");
  if (at < 1) throw new AppError("usage", `-k takes KEY=VALUE, not ${JSON.stringify(pair)}`);
  return [pair.slice(0, at), pair.slice(at + 1)];
};

const isData = ([key]: readonly [string, string]): boolean => {
  if (!RESERVED.includes(key)) return true;
  say(`taskotron: the key ${safeText(key)} has a meaning of its own, and is left out`);
  return false;
};
