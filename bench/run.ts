// Measures what a user waits for: `npm run bench -- [--write] [--install] [--times N] [NAME…]`. The figures go to stdout; --write puts them into the README.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Figure, figureTable } from "./figure.ts";
import { measureFreshness } from "./measures/freshness.ts";
import { measureInstall } from "./measures/install.ts";
import { measureOverhead } from "./measures/overhead.ts";
import { measureSearch } from "./measures/search.ts";
import { measureStartUp } from "./measures/start-up.ts";
import { withFigures } from "./readme.ts";

const MEASURES: Readonly<Record<string, (times: number) => Promise<readonly Figure[]>>> = {
  "start-up": measureStartUp,
  freshness: measureFreshness,
  overhead: measureOverhead,
  search: measureSearch,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: "boolean", default: false },
    install: { type: "boolean", default: false },
    times: { type: "string", default: "10" },
  },
});

const machine = (): string =>
  `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown CPU"}, ${new Date().toISOString().slice(0, 10)}.`;

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(MEASURES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`bench: ${name}\n`);
  figures.push(...(await measure(Number(values.times))));
}
// each installation takes a minute or so
if (values.install) figures.push(...(await measureInstall(Math.min(3, Number(values.times)))));

const text = `${figureTable(figures)}\n\n${machine()} Made by \`npm run bench -- --install --write\`.`;
process.stdout.write(`${text}\n`);
if (values.write) {
  const readme = join(import.meta.dirname, "../README.md");
  const written = withFigures(readFileSync(readme, "utf8"), text);
  if (written === null)
    throw new Error("the README has no section between <!-- figures --> and <!-- /figures -->");
  writeFileSync(readme, written);
}
