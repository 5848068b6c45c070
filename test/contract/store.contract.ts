import { suite, test } from "node:test";
import type { Store } from "../../store/store.ts";
import { artifactCases } from "./store-artifacts.ts";
import { auditCases } from "./store-audit.ts";
import { NOON } from "./store-build.ts";
import { countCases } from "./store-count.ts";
import { logCases } from "./store-logs.ts";
import { pagingCases } from "./store-paging.ts";
import { queryCases } from "./store-query.ts";
import { resultCases } from "./store-results.ts";
import { retentionCases } from "./store-retention.ts";
import { runCases } from "./store-runs.ts";
import { searchCases } from "./store-search.ts";
import { sealCases } from "./store-seal.ts";
import { tokenCases } from "./store-tokens.ts";

/** What a case works with: an empty store of its own and the clock that the store was given. */
export interface CaseContext {
  readonly store: Store;
  readonly clock: { now: number };
  /** Closes the store and opens it again on the same data. */
  readonly reopen: () => Promise<Store>;
}

/** A sentence of behaviour, and what shows it. */
export type Cases = Readonly<Record<string, Case>>;

type Case = (context: CaseContext) => Promise<void>;

export interface OpenedStore {
  readonly store: Store;
  readonly reopen: () => Promise<Store>;
  /** Closes the store and removes its data. */
  readonly remove: () => Promise<void>;
}

export interface StoreContract {
  readonly name: string;
  /** Opens a store that holds nothing. */
  readonly open: (now: () => number) => Promise<OpenedStore>;
  /** Cases that this store does not pass, each with the reason. One that passes nevertheless is an error. */
  readonly except?: Readonly<Record<string, string>>;
  /** Cases that run at one time, each with a store of its own; one unless given. */
  readonly concurrency?: number;
}

const CASES: Cases = {
  ...runCases,
  ...resultCases,
  ...logCases,
  ...artifactCases,
  ...sealCases,
  ...pagingCases,
  ...queryCases,
  ...countCases,
  ...searchCases,
  ...retentionCases,
  ...tokenCases,
  ...auditCases,
};

/** Registers a test for each case of the contract that every store must keep. */
export const storeContract = ({ name, concurrency = 1, ...contract }: StoreContract): void => {
  suite(`${name} store`, { concurrency }, () => {
    for (const [sentence, run] of Object.entries(CASES))
      test(`${name} store: ${sentence}`, () => check(contract, sentence, run));
  });
};

type Opening = Pick<StoreContract, "open" | "except">;

const check = async ({ open, except = {} }: Opening, sentence: string, run: Case): Promise<void> => {
  const clock = { now: NOON };
  const opened = await open(() => clock.now);
  try {
    const working = run({ store: opened.store, clock, reopen: opened.reopen });
    await (except[sentence] === undefined ? working : mustFail(working, except[sentence]));
  } finally {
    await opened.remove();
  }
};

const mustFail = async (working: Promise<void>, reason: string): Promise<void> => {
  const passed = await working.then(
    () => true,
    () => false,
  );
  if (passed) throw new Error(`passes, though it is an exception: ${reason}`);
};
