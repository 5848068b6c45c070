import { readFileSync } from "node:fs";
import type { Elastic } from "../../store/elastic/elastic.ts";

/** Clock ticks of a second, on every Linux. */
const TICKS = 100;

/** Seconds of CPU that processes have taken. */
export interface Cpu {
  readonly servers: number;
  readonly elasticsearch: number;
  readonly bench: number;
}

const ofProcess = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(user) + Number(system)) / TICKS;
};

export const cpuNow = async ({ client }: Elastic, servers: readonly number[]): Promise<Cpu> => {
  const { nodes } = await client.nodes.stats({ metric: "process" });
  const own = process.cpuUsage();
  return {
    servers: servers.reduce((sum, pid) => sum + ofProcess(pid), 0),
    elasticsearch: Object.values(nodes).reduce(
      (sum, { process: { cpu } = {} }) => sum + Number(cpu?.total_in_millis ?? 0) / 1000,
      0,
    ),
    bench: (own.user + own.system) / 1e6,
  };
};

export const cpuBetween = (before: Cpu, after: Cpu): Cpu => ({
  servers: after.servers - before.servers,
  elasticsearch: after.elasticsearch - before.elasticsearch,
  bench: after.bench - before.bench,
});
