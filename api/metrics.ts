import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Run } from "../model/run.ts";
import type { Queue } from "../queue/queue.ts";

/** What the server tells of itself. No label holds a name that tasks or users choose. */
export interface Metrics {
  readonly text: () => Promise<string>;
  readonly contentType: string;
  readonly sealed: (run: Run) => void;
  readonly ingested: (bytes: number) => void;
  /** An error of the catalogue that a write was answered with. */
  readonly rejected: (code: string) => void;
  readonly refused: (reason: string) => void;
  readonly searched: (took_ms: number) => void;
}

const SEARCH_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];
const RUN_SECONDS = [1, 5, 15, 60, 300, 900, 3600, 14_400];

export const newMetrics = (version: string, queue: Queue | null): Metrics => {
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
  if (queue !== null) watchQueue(queue, named("queue_depth", "jobs by state", "state"));
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
  const searches = new Histogram({
    ...named("search_seconds", "how long searches took"),
    buckets: SEARCH_SECONDS,
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    sealed(run) {
      runs.inc({ outcome: run.outcome ?? "none" });
      if (run.duration_ms !== null) seconds.observe(run.duration_ms / 1000);
      for (const { kind } of run.problems) problems.inc({ kind });
    },
    ingested: (count) => bytes.inc(count),
    rejected: (reason) => rejected.inc({ reason }),
    refused: (reason) => refused.inc({ reason }),
    searched: (took_ms) => searches.observe(took_ms / 1000),
  };
};

interface Named {
  readonly name: string;
  readonly help: string;
  readonly labelNames: string[];
  readonly registers: Registry[];
}

const watchQueue = (queue: Queue, named: Named): void => {
  new Gauge({
    ...named,
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
};
