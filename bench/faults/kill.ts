import { setTimeout as sleep } from "node:timers/promises";
import type { Victim } from "./processes.ts";
import type { ByHand } from "./wishes.ts";

interface Killing {
  readonly victims: readonly Victim[];
  readonly byHand: ByHand;
  readonly points: number;
  readonly random: () => number;
  readonly say: (text: string) => void;
}

/** How often each is the victim, beside the others: services take long to come back. */
const WEIGHTS: Readonly<Record<string, number>> = { elasticsearch: 1, redis: 2, "by hand": 3 };
const USUAL = 3;

/** Milliseconds of work between two kills, and of absence before a restart, at most. */
const BETWEEN = 2_500;
const ABSENT = 3_000;

/** Kills one at a time at random moments, and starts it again. Answers how often each was killed. */
export const killAtRandom = async (killing: Killing): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  const lots = [...killing.victims, "by hand" as const].flatMap((victim) =>
    new Array<Victim | "by hand">(WEIGHTS[nameOf(victim)] ?? USUAL).fill(victim),
  );
  for (let point = 1; point <= killing.points; point++) {
    await sleep(killing.random() * BETWEEN);
    const victim = lots[Math.floor(killing.random() * lots.length)] ?? "by hand";
    counts.set(nameOf(victim), (counts.get(nameOf(victim)) ?? 0) + 1);
    killing.say(`kill ${point} of ${killing.points}: ${nameOf(victim)}`);
    if (victim === "by hand") for (const each of [...killing.byHand].slice(0, 1)) each.kill();
    else {
      await victim.kill();
      await sleep(killing.random() * ABSENT);
      await victim.start();
    }
  }
  return counts;
};

const nameOf = (victim: Victim | "by hand"): string => (victim === "by hand" ? victim : victim.name);
