// How fast runners ship to two servers on one Elasticsearch, against a bare `_bulk` of the same documents:
// `npm run bench:ship -- [--runners N] [--seconds N] [--rounds N] [--points N] [--json] [--write]`. --write puts the figures into docs/scaling.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Elastic } from "../../store/elastic/elastic.ts";
import { temporaryFolder } from "../folder.ts";
import { withFigures } from "../readme.ts";
import { startServer } from "../server.ts";
import { type OwnIndices, ownIndices } from "./cluster.ts";
import { type Report, reportText, type Round } from "./report.ts";
import { measureResults } from "./results.ts";
import { measureRound } from "./round.ts";
import { measureSearchable } from "./searchable.ts";
import { EndlessText } from "./text.ts";

/** Bytes a second that a runner's task prints. */
const RATE = 1e6;

/** Times that results are shipped to each store. */
const TIMES = 3;

const { values } = parseArgs({
  options: {
    runners: { type: "string", default: "50" },
    seconds: { type: "string", default: "10" },
    rounds: { type: "string", default: "5" },
    points: { type: "string", default: "20000" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const [runners, seconds, rounds, points] = [values.runners, values.seconds, values.rounds, values.points].map(
  Number,
) as [number, number, number, number];

const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

type Kind = Parameters<Elastic["indices"]["pattern"]>[0];

/** Bytes on disk of all indices of some kinds, once they are merged. */
const diskOf = async ({ client, indices }: Elastic, kinds: readonly Kind[]): Promise<number> => {
  const index = kinds.map((kind) => indices.pattern(kind));
  await client.indices.forcemerge({ index, max_num_segments: 1 });
  await client.indices.flush({ index });
  const { _all } = await client.indices.stats({ index, metric: "store" });
  return _all.primaries?.store?.size_in_bytes ?? Number.NaN;
};

const resultsOnSqlite = async (): Promise<number> => {
  using folder = temporaryFolder();
  await using server = await startServer(folder.path, "--no-worker");
  return await measureResults(server.address, points);
};

const measureAll = async (store: OwnIndices, floor: OwnIndices): Promise<Report> => {
  using folder = temporaryFolder();
  await using first = await startServer(join(folder.path, "1"), "--no-worker", "--store", store.url);
  await using second = await startServer(join(folder.path, "2"), "--no-worker", "--store", store.url);
  const servers = [first, second];
  const text = new EndlessText();
  const addresses = servers.map(({ address }) => address);
  const place = { floor, pids: servers.map(({ pid }) => pid) };
  const load = { addresses, runners, text, rate: RATE };
  say("warming up");
  await measureRound({ ...load, seconds: Math.min(3, seconds) }, place);
  const done: Round[] = [];
  for (let n = 1; n <= rounds; n++) {
    const round = await measureRound({ ...load, seconds }, place);
    say(`round ${n}: ${round.shipped.toFixed(1)} MB/s, _bulk alone ${round.bare.toFixed(1)} MB/s`);
    done.push(round);
  }
  const rate = Math.min(runners * RATE, 0.25e6 * Math.min(...done.map(({ shipped }) => shipped)));
  say(`looking for the newest lines at ${(rate / 1e6).toFixed(1)} MB/s`);
  const searchable = await measureSearchable({ ...load, rate: rate / runners, seconds: 2 * seconds });
  const all = await floor.elastic.client.search({
    index: floor.elastic.indices.all("logs"),
    size: 0,
    aggs: { bytes: { sum: { field: "taskotron.bytes" } } },
  });
  const { value: stored } = all.aggregations?.["bytes"] as { readonly value: number };
  const disk = (await diskOf(floor.elastic, ["blocks", "logs"])) / stored;
  say("results of one runner");
  const results = { points, sqlite: [] as number[], elastic: [] as number[] };
  for (let n = 0; n < TIMES; n++) {
    results.sqlite.push(await resultsOnSqlite());
    results.elastic.push(await measureResults(first.address, points));
  }
  const resultDisk = (await diskOf(store.elastic, ["results", "latest"])) / (TIMES * points);
  return {
    runners,
    seconds,
    text: text.what,
    rounds: done,
    searchable: { ...searchable, rate: rate / 1e6 },
    disk,
    resultDisk,
    results,
  };
};

process.env["TASKOTRON_STORE_REPLICAS"] = "0";
await using store = await ownIndices();
await using floor = await ownIndices();
const report = await measureAll(store, floor);
const table = `${reportText(report)} Made by \`npm run bench:ship -- --runners ${runners} --seconds ${seconds} --rounds ${rounds} --points ${points} --write\`.`;
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${table}\n`);
if (values.write) {
  const file = join(import.meta.dirname, "../../docs/scaling.md");
  const written = withFigures(readFileSync(file, "utf8"), table);
  if (written === null)
    throw new Error("docs/scaling.md has no section between <!-- figures --> and <!-- /figures -->");
  writeFileSync(file, written);
}
