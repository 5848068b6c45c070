import { type Counts, countName, noCounts } from "../../../model/counts.ts";
import type { Outcome } from "../../../model/outcome.ts";
import { toTime } from "../../../model/time.ts";
import type { CountKey, CountRow } from "../../store.ts";
import { GROUPINGS } from "./keys.ts";

interface Group {
  readonly key: CountRow["key"];
  readonly counts: Counts;
  last: number;
}

/** Results of one outcome and one combination of keys. */
export interface Sum {
  /** Of each key in turn; null where there is none. */
  readonly values: readonly (string | number | null)[];
  readonly outcome: Outcome;
  readonly n: number;
  readonly last: number;
}

/** Counts per combination of keys, as they are added up. */
export class Groups {
  readonly #by: readonly CountKey[];
  readonly #groups = new Map<string, Group>();

  constructor(by: readonly CountKey[]) {
    this.#by = by;
  }

  add({ values, outcome, n, last }: Sum): void {
    const id = JSON.stringify(values);
    const group = this.#groups.get(id) ?? { key: this.#shown(values), counts: noCounts(), last: -Infinity };
    group.counts.n += n;
    group.counts[countName(outcome)] += n;
    group.last = Math.max(group.last, last);
    this.#groups.set(id, group);
  }

  /** By the values of the keys in turn, one that is missing first. */
  rows(): CountRow[] {
    return [...this.#groups.values()]
      .sort((a, b) => this.#compare(a, b))
      .map(({ key, counts, last }) => ({ key, counts, last: toTime(last) }));
  }

  #shown(values: Sum["values"]): CountRow["key"] {
    return Object.fromEntries(
      this.#by.flatMap((key, at) => {
        const value = values[at] ?? null;
        return value === null ? [] : [[key, GROUPINGS[key].show(value)]];
      }),
    );
  }

  #compare(a: Group, b: Group): number {
    for (const key of this.#by) {
      const [left, right] = [a.key[key] ?? "", b.key[key] ?? ""];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  }
}
