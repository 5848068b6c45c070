import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Run } from "../model/run.ts";
import type { Queue } from "../queue/queue.ts";

/** What the server tells of itself. No label holds a name that tasks or users choose. */
export interface Metrics {
  readonly text: () => Promise<string>;
  readonly contentType: string;
  /** A run that was sealed, and how long after its end. */
  readonly sealed: (run: Run, lag_ms: number) => void;
  readonly ingested: (bytes: number) => void;
  /** An error of the catalogue that a write was answered with. */
  readonly rejected: (code: string) => void;
  readonly refused: (reason: string) => void;
  readonly searched: (took_ms: number) => void;
  /** An operation of the store that has ended, well or not. */
  readonly stored: (operation: string, seconds: number) => void;
}

const SEARCH_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];
const STORE_SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];
const LAG_SECONDS = [0.1, 0.5, 1, 2, 5, 15, 60, 600];
const RUN_SECONDS = [1, 5, 15, 60, 300, 900, 3600, 14_400];

interface Watched {
  readonly version: string;
  readonly queue: Queue | null;
  readonly now: () => number;
}

export const newMetrics = ({ version, queue, now }: Watched): Metrics => {
  const registers = [new Registry()] as const;
  const registry = registers[0];
  const named = (name: string, help: string, ...labelNames: string[]) => ({
    name: `taskotron_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  collectDefaultMetrics({ register: registry, prefix: "taskotron_" });
  new Gauge(named("build_info", "1, labelled with the version", "version")).set({ version }, 1);
  if (queue !== null) {
    watchDepth(queue, named("queue_depth", "jobs by state", "state"));
    watchOldest(queue, named("queue_oldest_seconds", "how long the next job has waited"), now);
  }
  const runs = new Counter(named("runs_total", "sealed runs by outcome", "outcome"));
  const seconds = new Histogram({ ...named("run_seconds", "how long runs took"), buckets: RUN_SECONDS });
  const problems = new Counter(named("tap_problems_total", "problems in what tasks print", "kind"));
  const bytes = new Counter(named("ingest_bytes_total", "bytes of logs that were stored"));
  const rejected = new Counter(
    named("ingest_rejected_total", "writes that were refused, by error code", "reason"),
  );
  const refused = new Counter(
    named("auth_failures_total", "writes without the right token or origin", "reason"),
  );
  const lag = new Histogram({
    ...named("ship_lag_seconds", "how long after its end a run was sealed"),
    buckets: LAG_SECONDS,
  });
  const store = new Histogram({
    ...named("store_seconds", "how long the store took, by operation", "operation"),
    buckets: STORE_SECONDS,
  });
  const searches = new Histogram({
    ...named("search_seconds", "how long searches took"),
    buckets: SEARCH_SECONDS,
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    sealed(run, lag_ms) {
      lag.observe(Math.max(0, lag_ms) / 1000);
      runs.inc({ outcome: run.outcome ?? "none" });
      if (run.duration_ms !== null) seconds.observe(run.duration_ms / 1000);
      for (const { kind } of run.problems) problems.inc({ kind });
    },
    ingested: (count) => bytes.inc(count),
    rejected: (reason) => rejected.inc({ reason }),
    refused: (reason) => refused.inc({ reason }),
    searched: (took_ms) => searches.observe(took_ms / 1000),
    stored: (operation, seconds) => store.observe({ operation }, seconds),
  };
};

interface Named {
  readonly name: string;
  readonly help: string;
  readonly labelNames: string[];
  readonly registers: Registry[];
}

const watchDepth = (queue: Queue, named: Named): void => {
  new Gauge({
    ...named,
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
};

const watchOldest = (queue: Queue, named: Named, now: () => number): void => {
  new Gauge({
    ...named,
    async collect() {
      const waiting = (await queue.list(LISTED)).find(({ state }) => state === "waiting");
      this.set(waiting === undefined ? 0 : Math.max(0, now() - Date.parse(waiting.created)) / 1000);
    },
  });
};

/** Jobs that are looked at for the first that waits: more are hardly ever leased at one time. */
const LISTED = 1000;
