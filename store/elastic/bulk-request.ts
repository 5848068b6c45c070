import { setTimeout as pause } from "node:timers/promises";
import type { Client, estypes } from "@elastic/elasticsearch";
import { AppError } from "../../model/errors.ts";
import type { Item } from "./bulk-queue.ts";
import { failure, isPassing, refused } from "./failure.ts";

/** Milliseconds before what was refused for the moment is sent again; after the last of them it fails. */
const PAUSES = [50, 100, 200, 500, 1000, 2000, 4000, 8000];

/** What is read of an answer. */
const READ = ["errors", "items.*.status", "items.*._seq_no", "items.*._primary_term", "items.*.error"];

/** Sends writes in one request and settles each. Those that the cluster refuses for the moment are sent again, alone; so is all where it cannot be
    reached: an answer that got lost then shows as a conflict, as a write of somebody else would. */
export const sendBulk = async (client: Client, items: readonly Item[]): Promise<void> => {
  let left = items;
  let reason: Error = new AppError("busy", "Elasticsearch takes no writes at the moment");
  for (const wait of [0, ...PAUSES]) {
    if (wait > 0) await pause(wait);
    try {
      left = await attempt(client, left);
    } catch (error) {
      reason = failure(error);
      if (!(reason instanceof AppError) || reason.status !== 503) break;
    }
    if (left.length === 0) return;
  }
  for (const item of left) item.fail(reason);
};

/** Answers what is to be sent again. Throws where the request as a whole failed. */
const attempt = async (client: Client, items: readonly Item[]): Promise<readonly Item[]> => {
  const answer = await client.bulk(
    { operations: items.flatMap(({ lines }) => lines), filter_path: READ },
    { maxRetries: 0 },
  );
  return items.filter((item, at) => !isSettled(item, answer.items[at]));
};

type Answer = Partial<Record<estypes.BulkOperationType, estypes.BulkResponseItem>>;

/** Settles a write by its answer; false when it is to be sent again. */
const isSettled = (item: Item, answer: Answer | undefined): boolean => {
  const [told] = Object.values(answer ?? {});
  if (told === undefined) throw new AppError("store", "Elasticsearch answered less than it was sent");
  const { status, error } = told;
  // without error also where a document was to be deleted and is not there
  if (error === undefined) {
    item.settle({
      kind: "written",
      seen: { seqNo: told._seq_no ?? 0, primaryTerm: told._primary_term ?? 0 },
    });
    return true;
  }
  if (status === 409) {
    item.settle({ kind: "conflict" });
    return true;
  }
  const refusal = { status, type: error.type, reason: error.reason ?? "" };
  if (isPassing(refusal)) return false;
  item.fail(refused(refusal));
  return true;
};
