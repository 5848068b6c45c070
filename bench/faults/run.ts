// Kills what takes part in a mixed load at random moments, and looks whether anything was lost or doubled: `npm run faults -- --points 200`
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isFinal, type Run } from "../../model/run.ts";
import { serviceUrl } from "../../test/support/services.ts";
import { faultsOf, wishFaults } from "./check.ts";
import { type House, openHouse, until } from "./house.ts";
import { killAtRandom } from "./kill.ts";
import { numberIn, writeTask } from "./load.ts";
import { randomFrom } from "./random.ts";
import { depthOf, readRuns, readStored } from "./read.ts";
import { type ByHand, makeWishes } from "./wishes.ts";

const { values } = parseArgs({
  options: {
    points: { type: "string", default: "200" },
    runs: { type: "string", default: "300" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [points, runs, seed] = [Number(values.points), Number(values.runs), Number(values.seed)];

/** Milliseconds after the last kill until all runs must have ended: leases run out, retries wait and run. */
const SETTLE = 10 * 60_000;

/** Milliseconds for which nothing may be left: a run that is closed as lost is wished again a moment later. */
const QUIET = 15_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const settled = async (house: House): Promise<readonly Run[]> => {
  const [address = ""] = house.addresses;
  let left = "";
  let quietSince = Infinity;
  await until(
    "the end of every run",
    async () => {
      const open = (await readRuns(address)).filter(({ state }) => !isFinal(state)).length;
      const depth = await depthOf(address);
      const now = `${open} runs are not ended, ${depth} jobs are left`;
      if (now !== left) say((left = now));
      quietSince = open + depth === 0 ? Math.min(quietSince, Date.now()) : Infinity;
      return Date.now() - quietSince >= QUIET;
    },
    SETTLE,
  );
  return readRuns(address);
};

const problems = async (house: House, all: readonly Run[]): Promise<string[]> => {
  const [address = ""] = house.addresses;
  const found: string[] = [];
  for (const run of all)
    for (const fault of faultsOf(await readStored(address, run)))
      found.push(`run ${run.uuid} (${run.item}, attempt ${run.attempt}, ${run.state}): ${fault}`);
  const byWish = Map.groupBy(all, ({ item }) => numberIn(item));
  for (let n = 1; n <= runs; n++) found.push(...wishFaults(n, byWish.get(n) ?? []));
  return found;
};

const folder = mkdtempSync(join(tmpdir(), "taskotron-faults-"));
const prefix = `faults-${seed}-${process.pid}`;
const house = openHouse({
  folder,
  store: `${serviceUrl("elastic")}/${prefix}`,
  queue: `${serviceUrl("redis")}/7?name=${prefix}`,
  ports: [18_201, 18_202],
});
say(`seed ${seed}: ${runs} runs, ${points} kills; logs of the processes are in ${folder}`);
const began = Date.now();
await house.start();
const random = randomFrom(seed);
const byHand: ByHand = new Set();
let isOn = true;
const wishes = makeWishes(
  { house, task: writeTask(folder), folder, random: randomFrom(seed + 1), runs, isOn: () => isOn },
  byHand,
);
const counts = await killAtRandom({ victims: house.victims, byHand, points, random, say });
isOn = false;
await wishes;
const all = await settled(house);
const found = await problems(house, all);
await house.stop();
const states = Map.groupBy(all, ({ state }) => state);
say(`kills: ${[...counts].map(([name, n]) => `${n} ${name}`).join(", ")}`);
say(`runs: ${[...states].map(([state, list]) => `${list.length} ${state}`).join(", ")} for ${runs} wishes`);
say(`results: ${all.reduce((sum, run) => sum + run.results, 0)}, bytes: ${bytesOf(all)}`);
say(`took ${Math.round((Date.now() - began) / 1000)} s; ${found.length} faults`);
for (const fault of found) say(`FAULT ${fault}`);
if (found.length === 0) rmSync(folder, { recursive: true, force: true });
process.exit(found.length === 0 ? 0 : 1);

function bytesOf(list: readonly Run[]): number {
  return list.flatMap(({ logs }) => logs).reduce((sum, { bytes }) => sum + bytes, 0);
}
