import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../store/open.ts";
import type { Store } from "../../../store/store.ts";
import { OPTIONS, ownPrefix } from "../../store/elastic/own-prefix.ts";
import { NOW } from "./words.ts";

/** The stores that are compared; disposal removes all that they hold. */
export interface Stores extends AsyncDisposable {
  readonly embedded: Store;
  readonly elastic: Store;
}

export const openBoth = async (): Promise<Stores> => {
  const now = (): number => NOW;
  const folder = await mkdtemp(join(tmpdir(), "taskotron-differential-"));
  const { url, remove } = ownPrefix();
  const embedded = await openStore(`sqlite:${folder}`, { now });
  const elastic = await openStore(url, { now, elastic: OPTIONS });
  return {
    embedded,
    elastic,
    [Symbol.asyncDispose]: async () => {
      await embedded[Symbol.asyncDispose]();
      await elastic[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
      await remove();
    },
  };
};
