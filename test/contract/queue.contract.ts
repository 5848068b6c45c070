import { suite, type TestContext } from "node:test";
import type { Queue } from "../../queue/queue.ts";
import { delayTests } from "./queue-delays.ts";
import { jobTests } from "./queue-jobs.ts";
import { leaseTests } from "./queue-leases.ts";
import { repeatTests } from "./queue-repeats.ts";

/** An implementation under test. */
export interface QueueMaker {
  readonly name: string;
  /** Makes an empty queue; the test closes it. */
  readonly open: (t: TestContext) => Promise<QueueUnderTest>;
}

export interface QueueUnderTest {
  readonly queue: Queue;
  /** Opens the same queue once more, as another process would. */
  readonly again: () => Promise<Queue>;
  /** The queue's clock. */
  readonly now: () => number;
  /** Lets time go by, or waits for it. */
  readonly pass: (ms: number) => Promise<void>;
  /** A short while in milliseconds, but long compared with what a call takes. */
  readonly moment: number;
}

/** What every queue must do. */
export const queueContract = ({ name, open }: QueueMaker): void => {
  suite(`queue ${name}`, () => {
    jobTests(open);
    leaseTests(open);
    delayTests(open);
    repeatTests(open);
  });
};
