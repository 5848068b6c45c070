import { Worker } from "node:worker_threads";
import type { TopLevelSpec } from "vega-lite";

/** A chart as the page holds it: the picture, and the compiled specification that makes it interactive. */
export interface Drawn {
  readonly svg: string;
  readonly compiled: unknown;
}

/** Draws a chart. Rejects when the specification cannot be drawn; the page then shows the numbers alone. */
export type Draw = (spec: TopLevelSpec) => Promise<Drawn>;

interface Waiting {
  readonly resolve: (drawn: Drawn) => void;
  readonly reject: (error: Error) => void;
}

type Answer = { readonly id: number } & (Drawn | { readonly failed: string });

const KEPT = 200;

/** Vega's home: a thread of its own, because one picture holds it for 30–200 ms. Started at once, so that the first page does not wait for
    Vega to load; started again after it died. */
class Desk {
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null;
  #last = 0;

  constructor(file: string) {
    this.#file = file;
    this.#worker = this.#open();
  }

  #open(): Worker {
    const worker = new Worker(this.#file);
    worker.on("message", (answer: Answer) => this.#settle(answer));
    worker.on("error", (error) => this.#drop(error));
    worker.on("exit", () => this.#drop(new Error("the thread that draws charts ended")));
    // after the listeners: adding one holds the process again
    worker.unref();
    return worker;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("failed" in answer) waiting?.reject(new Error(answer.failed));
    else waiting?.resolve({ svg: answer.svg, compiled: answer.compiled });
  }

  #drop(error: unknown): void {
    this.#worker = null;
    for (const { reject } of this.#waiting.values())
      reject(error instanceof Error ? error : new Error(String(error)));
    this.#waiting.clear();
  }

  draw(spec: TopLevelSpec): Promise<Drawn> {
    this.#worker ??= this.#open();
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, spec });
    });
  }
}

/** Draws in another thread and keeps the newest pictures by their specification, which holds all their data. */
export const createDraw = (workerFile: string): Draw => {
  const desk = new Desk(workerFile);
  const kept = new Map<string, Promise<Drawn>>();
  return (spec) => {
    const key = JSON.stringify(spec);
    const known = kept.get(key);
    const drawn = known ?? desk.draw(spec);
    kept.delete(key);
    kept.set(key, drawn);
    if (known === undefined) drawn.catch(() => kept.delete(key));
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
    return drawn;
  };
};
