import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoDocuments } from "../../bin/demo/documents.ts";
import { generateDemo } from "../../bin/demo/generate.ts";
import { demoRuns } from "../../bin/demo/runs.ts";
import { openStore } from "../../store/open.ts";
import type { Figure } from "../figure.ts";
import { temporaryFolder } from "../folder.ts";
import { isInstalled, runQuietly } from "../processes.ts";
import { repeat } from "../sample.ts";
import { startServer } from "../server.ts";

interface Search {
  readonly what: string;
  readonly query: string;
  readonly rg: readonly string[];
}

const SEARCHES: readonly Search[] = [
  { what: "a rare word", query: "UnicodeDecodeError", rg: ["-i", "-w", "-F", "UnicodeDecodeError"] },
  {
    what: "a phrase",
    query: '"nothing provides python3.14dist"',
    rg: ["-F", "nothing provides python3.14dist"],
  },
  { what: "a regex", query: "/Curl error \\(2\\d\\)/", rg: ["-e", "Curl error \\(2\\d\\)"] },
];

/** Search over the logs of the generated year, against ripgrep over the same bytes in files. */
export const measureSearch = async (times: number): Promise<readonly Figure[]> => {
  using folder = temporaryFolder();
  const data = join(folder.path, "data");
  mkdirSync(data);
  const megabytes = await fill(data);
  const logs = writeLogs(join(folder.path, "logs"));
  const hasRg = await isInstalled("rg");
  await using server = await startServer(data, "--no-worker");
  const figures: Figure[] = [];
  for (const { what, query, rg } of SEARCHES) {
    const path = `/search?in=log&from=-2000d&limit=50&q=${encodeURIComponent(query)}`;
    const spread = await repeat(times, async () => {
      const found = (await server.get(path)) as { readonly data?: readonly unknown[] };
      if (!found.data?.length) throw new Error(`nothing found for ${query}`);
    });
    const floor = hasRg
      ? { what: "`rg`", spread: await repeat(times, () => runQuietly("rg", ["--no-filename", ...rg, logs])) }
      : null;
    figures.push({ what: `search ${megabytes} MB of logs for ${what}`, spread, unit: "ms", floor });
  }
  return figures;
};

const fill = async (data: string): Promise<number> => {
  await using store = await openStore(`sqlite:${data}`, { now: Date.now });
  await generateDemo(store, Date.now(), () => undefined);
  const bytes = demoRuns().reduce((sum, run) => sum + (demoDocuments(run, 0).log?.length ?? 0), 0);
  return Math.round(bytes / 1e6);
};

const writeLogs = (folder: string): string => {
  mkdirSync(folder);
  for (const run of demoRuns()) {
    const { log, run: input } = demoDocuments(run, 0);
    if (log !== null) writeFileSync(join(folder, `${input.uuid}.log`), log);
  }
  return folder;
};
