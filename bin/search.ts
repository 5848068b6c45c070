import { type Command, Option } from "commander";
import type { SearchAnswer } from "../model/answer/search.ts";
import { SCOPES } from "../model/hit.ts";
import { openClient } from "./client.ts";
import { printHits } from "./hits.ts";
import { EXIT, examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { print, safeText, say } from "./terminal.ts";

interface Flags {
  readonly in: string;
  readonly limit: string;
  readonly context: string;
  readonly from?: string;
  readonly to?: string;
  readonly filesWithMatches?: true;
  readonly count?: true;
  readonly json?: true;
}

export const searchCommand = (): Command =>
  withSettings(
    newCommand("search", "Finds results, findings and log lines; exits 1 when there are none."),
    "data",
    "store",
    "server",
    "token",
  )
    .argument("<query...>", 'words, "phrases", field:value, /regex/; see docs/query.md')
    .addOption(new Option("--in <scope>", "where to look").choices(SCOPES).default("all"))
    .option("--from <time>", "runs that started at or after: a date, a time, or -7d")
    .option("--to <time>", "runs that started before")
    .option("-n, --limit <n>", "hits at most", "100")
    .option("-C, --context <n>", "lines of context around log hits", "0")
    .option("-l, --files-with-matches", "print only the logs that have hits")
    .option("-c, --count", "print only how many hits there are")
    .option("--json", "print the API's answer")
    .addHelpText(
      "after",
      examples(
        'taskotron search "undefined reference to" started:-30d',
        "taskotron search check:rpmlint outcome:FAILED --in results",
        "taskotron search '/error: .*\\.c:[0-9]+/' --in log -C 3",
      ),
    )
    .action(async (words: string[], flags: Flags) => {
      await using client = await openClient(settingsOf({ ...flags }));
      const query = new URLSearchParams({
        q: words.join(" "),
        in: flags.in,
        limit: flags.limit,
        context: flags.context,
      });
      if (flags.from !== undefined) query.set("from", flags.from);
      if (flags.to !== undefined) query.set("to", flags.to);
      const answer = (await client.call("GET", `/search?${query.toString()}`)) as SearchAnswer;
      for (const warning of answer.warnings) say(`taskotron: ${safeText(warning.message)}`);
      if (flags.json) print(JSON.stringify(answer, null, 2));
      else if (flags.count) print(`${answer.total.value}${answer.total.exact ? "" : "+"}`);
      else if (flags.filesWithMatches) printFiles(answer);
      else printHits(answer);
      process.exitCode = answer.total.value === 0 ? EXIT.failed : EXIT.done;
    });

const printFiles = (answer: SearchAnswer): void => {
  const files = new Set(
    answer.data.map((hit) =>
      hit.log === null ? `${hit.run} result ${hit.position}` : `${hit.run} ${hit.log}`,
    ),
  );
  for (const file of files) print(safeText(file));
};
