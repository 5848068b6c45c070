import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "./house.ts";
import { itemOf } from "./load.ts";
import { runTask } from "./processes.ts";

interface Wishing {
  readonly house: House;
  readonly task: string;
  readonly folder: string;
  readonly random: () => number;
  /** Wishes, numbered from 1. */
  readonly runs: number;
  /** False once nothing is killed any more. */
  readonly isOn: () => boolean;
}

/** Of so many wishes one is run by hand, with `runtask --report`; the others go through the queue. */
const BY_HAND = 4;

/** Milliseconds between two wishes, on average. */
const PACE = 400;

/** `runtask` processes at one time. */
const AT_ONCE = 3;

/** What is run by hand at the moment; these are killed, too. */
export type ByHand = Set<{ readonly kill: () => void }>;

/** Makes all wishes, one after another; resolves when each is accepted, and those by hand have ended. */
export const makeWishes = async (wishing: Wishing, byHand: ByHand): Promise<void> => {
  const running = new Set<Promise<unknown>>();
  for (let n = 1; n <= wishing.runs; n++) {
    if (n % BY_HAND === 0) {
      while (running.size >= AT_ONCE) await Promise.race(running);
      const ended = runByHand(wishing, n, byHand);
      running.add(ended);
      void ended.finally(() => running.delete(ended));
    } else await wish(wishing, n);
    await sleep(wishing.random() * PACE * 2);
  }
  await Promise.all(running);
};

/** A wish that is refused or not answered is repeated, as every client has to. Its uuid follows from what it is about. */
const wish = async ({ house, task, random }: Wishing, n: number): Promise<void> => {
  const body = JSON.stringify({ task, item: itemOf(n), type: "koji_build", uuid: uuidOf(n) });
  for (;;) {
    const address = house.addresses[Math.floor(random() * house.addresses.length)] ?? "";
    const answer = await fetch(`${address}/api/v1/jobs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null);
    if (answer !== null && answer.status < 500 && answer.status !== 429) {
      if (answer.ok) return;
      throw new Error(`wish ${n} was refused: ${answer.status} ${await answer.text()}`);
    }
    await sleep(500);
  }
};

const uuidOf = (n: number): string => `0198f3c2-7a50-7000-8000-${String(n).padStart(12, "0")}`;

/** Runs it until one was not killed: who runs by hand starts anew. */
const runByHand = async (wishing: Wishing, n: number, byHand: ByHand): Promise<void> => {
  const { house, task, folder, random, isOn } = wishing;
  for (;;) {
    const address = house.addresses[Math.floor(random() * house.addresses.length)] ?? "";
    const process = runTask({
      args: ["run", "--report", address, "-i", itemOf(n), "-t", "koji_build", task],
      env: { TASKOTRON_SANDBOX: "none", TASKOTRON_DATA: `${folder}/by-hand` },
      log: `${folder}/by-hand.log`,
    });
    byHand.add(process);
    const [, signal] = (await process.ended) as [number | null, string | null];
    byHand.delete(process);
    if (signal === null || !isOn()) return;
  }
};
