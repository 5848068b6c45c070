import { setTimeout as sleep } from "node:timers/promises";
import { type Spread, spread } from "../sample.ts";
import { type Load, shipSideBySide } from "./load.ts";

/** Of letters that hardly stand together elsewhere: how soon a line is found is measured, not how well others are told from it. */
const wordOf = (printed: number, count: number): string => `zqxjv${printed}wkq${count}`;

/** Milliseconds between two looks for a line. */
const LOOK = 50;

/** Milliseconds after which a line counts as not found. */
const PATIENCE = 20_000;

interface Marked {
  readonly word: string;
  readonly printed: number;
}

export interface Searchable {
  /** Milliseconds from a line's print to its hit, as the oldest line of its shipment: it waits longest. */
  readonly spread: Spread;
  /** Share of lines that were found within 2 s. */
  readonly within: number;
}

/** How soon the newest lines are found while runners ship. One line at a time is looked for, by the server that it was not shipped to. */
export const measureSearchable = async (load: Load): Promise<Searchable> => {
  let marked: Marked | null = null;
  let wanted = -1;
  let count = 0;
  const ages: number[] = [];
  const loaded = shipSideBySide({
    ...load,
    mark: (runner, printed) => {
      if (runner !== wanted || marked !== null) return "";
      marked = { word: wordOf(printed, count++), printed };
      return `\n${marked.word} printed by runner ${runner}\n`;
    },
  });
  let isOver = false;
  const over = loaded.finally(() => (isOver = true));
  for (let turn = 0; !isOver; turn++) {
    [marked, wanted] = [null, (turn * 7) % load.runners];
    while (!isOver && marked === null) await sleep(LOOK);
    const mark = marked as Marked | null;
    if (mark === null) break;
    ages.push(await ageWhenFound(load.addresses[(wanted + 1) % load.addresses.length] ?? "", mark));
  }
  await over;
  return { spread: spread(ages), within: ages.filter((age) => age <= 2000).length / ages.length };
};

const ageWhenFound = async (address: string, { word, printed }: Marked): Promise<number> => {
  for (;;) {
    const answer = await fetch(`${address}/api/v1/search?limit=1&q=${word}`);
    const found = (await answer.json()) as { readonly data?: readonly unknown[] };
    const age = Date.now() - printed;
    if ((found.data ?? []).length > 0) return age;
    if (age > PATIENCE) return Infinity;
    await sleep(LOOK);
  }
};
