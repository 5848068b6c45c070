import { setTimeout as sleep } from "node:timers/promises";
import { uuidV7 } from "../../model/uuid.ts";
import { httpSink } from "../../runner/ship/http-sink.ts";
import { BenchRunner, type Printing, type Shipped } from "./runner.ts";
import type { EndlessText } from "./text.ts";

/** Bytes between the places in the text where two runners begin. */
const APART = 99_991;

export interface Load {
  /** Shared out among the runners. */
  readonly addresses: readonly string[];
  readonly runners: number;
  readonly text: EndlessText;
  /** Bytes a second that each prints. */
  readonly rate: number;
  readonly seconds: number;
  /** Lines of one's own, by runner. */
  readonly mark?: (runner: number, printedSince: number) => string;
}

export interface Loaded {
  readonly shipped: readonly Shipped[];
  /** Milliseconds until the last shipment was acknowledged. */
  readonly took: number;
  readonly bytes: number;
}

/** Lets runners ship side by side. Their runs are begun before the clock starts and sealed when it has stopped. */
export const shipSideBySide = async ({
  addresses,
  runners,
  text,
  rate,
  seconds,
  mark,
}: Load): Promise<Loaded> => {
  const all = Array.from({ length: runners }, (_, at) => {
    const url = addresses[at % addresses.length] ?? "";
    const run = {
      uuid: uuidV7(Date.now()),
      task: "ship",
      item: `item-${at}`,
      type: "file",
      arch: "noarch",
      state: "RUNNING",
    } as const;
    return new BenchRunner(httpSink({ url, token: "", fetch }), run);
  });
  await Promise.all(all.map((runner) => runner.begin()));
  const end = new AbortController();
  const start = performance.now();
  const work = all.map((runner, at) => {
    const printing: Printing = { text, place: at * APART, rate, until: end.signal };
    return runner.ship(mark === undefined ? printing : { ...printing, mark: (since) => mark(at, since) });
  });
  await sleep(seconds * 1000);
  end.abort();
  await Promise.all(work);
  const took = performance.now() - start;
  const shipped = await Promise.all(all.map((runner) => runner.end()));
  const bytes = shipped.reduce(
    (sum, { shipments }) => sum + shipments.reduce((own, one) => own + one.bytes.length, 0),
    0,
  );
  return { shipped, took, bytes };
};
