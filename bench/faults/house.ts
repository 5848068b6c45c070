import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ownProcess, service, type Victim } from "./processes.ts";

/** Milliseconds that a process may take until it does its work, on a machine where everything is starting at once. */
const PATIENCE = 180_000;

export interface HouseOptions {
  readonly folder: string;
  readonly store: string;
  readonly queue: string;
  readonly ports: readonly number[];
}

/** Everything that takes part: two servers, two workers, Elasticsearch, Redis. */
export interface House {
  readonly victims: readonly Victim[];
  readonly addresses: readonly string[];
  readonly start: () => Promise<void>;
  /** Ends our own processes as an operator would. */
  readonly stop: () => Promise<void>;
}

/** Asks until the answer is good. */
export const until = async (what: string, ask: () => Promise<boolean>, limit = PATIENCE): Promise<void> => {
  const end = Date.now() + limit;
  while (!(await ask().catch(() => false))) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${limit / 1000} s`);
    await sleep(200);
  }
};

const answers = async (url: string): Promise<boolean> => (await fetch(url)).ok;

export const openHouse = ({ folder, store, queue, ports }: HouseOptions): House => {
  const env = {
    TASKOTRON_STORE: store,
    TASKOTRON_QUEUE: queue,
    TASKOTRON_STORE_REPLICAS: "0",
    TASKOTRON_SANDBOX: "none",
    TASKOTRON_LOG: "json",
  };
  const addresses = ports.map((port) => `http://127.0.0.1:${port}`);
  const place = (name: string) => {
    const data = join(folder, name);
    mkdirSync(data, { recursive: true });
    return { data, log: join(folder, `${name}.log`) };
  };
  const servers = ports.map((port, at) => {
    const name = `server ${at + 1}`;
    const { data, log } = place(`server-${at + 1}`);
    const args = ["serve", "--no-worker", "--port", String(port), "--data", data];
    // it is up when it answers; that it is ready depends on others
    return ownProcess(name, { args, env, log }, () =>
      until(`${name} answers`, () => answers(`http://127.0.0.1:${port}/healthz`)),
    );
  });
  const workers = addresses.map((address, at) => {
    const { data, log } = place(`worker-${at + 1}`);
    const args = ["worker", "--server", address, "--data", data, "--concurrency", "3"];
    return ownProcess(`worker ${at + 1}`, { args, env, log }, async () => {});
  });
  const own = [...servers, ...workers];
  return {
    victims: [...own, service("elasticsearch"), service("redis")],
    addresses,
    start: async () => {
      for (const process of own) await process.start();
    },
    stop: async () => {
      for (const process of own.toReversed()) await process.stop();
    },
  };
};
