import type { Client } from "@elastic/elasticsearch";
import { MAIN_LOG } from "../../model/run.ts";
import type { Elastic } from "../../store/elastic/elastic.ts";
import { linesOf } from "../../store/elastic/bulk-queue.ts";
import { monthOf } from "../../store/elastic/indices.ts";
import { blockDocument } from "../../store/elastic/logs/block-document.ts";
import { headDocument } from "../../store/elastic/logs/heads.ts";
import { blockId, headId } from "../../store/elastic/logs/keys.ts";
import { grown, headFields, START } from "../../store/elastic/logs/pieces.ts";
import { newRun } from "../../store/elastic/runs/fields.ts";
import type { Shipped } from "./runner.ts";

/** Bytes of a request, and requests under way: what `store/elastic/bulk-*.ts` of two servers may have. */
const REQUEST = 8 << 20;
const IN_FLIGHT = 2 * 4;

/** Requests with all documents that the store wrote for the logs, made by its own functions. */
export const bareRequests = (elastic: Elastic, shipped: readonly Shipped[]): string[] => {
  const requests: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  const end = (): void => {
    if (lines.length > 0) requests.push(`${lines.join("\n")}\n`);
    [lines, bytes] = [[], 0];
  };
  // As they went: the first shipments of all runs, then the second ones.
  const each = shipped.map((one) => documentsOf(elastic, one));
  for (let left = each; left.length > 0;) {
    const still: typeof left = [];
    for (const documents of left) {
      const next = documents.next();
      if (next.done === true) continue;
      still.push(documents);
      for (const line of next.value) bytes += line.length;
      lines.push(...next.value);
      if (bytes >= REQUEST) end();
    }
    left = still;
  }
  end();
  return requests;
};

/** The lines of a bulk request for each shipment. */
function* documentsOf({ indices }: Elastic, { run, shipments }: Shipped): Generator<string[], void> {
  const fields = newRun(run, Date.now());
  const month = monthOf(fields.created);
  const key = { run: run.uuid, log: MAIN_LOG };
  let tail = START;
  for (const { bytes } of shipments) {
    const cut = grown(tail, bytes);
    tail = cut.tail;
    const lines: string[] = [];
    for (const piece of cut.pieces) {
      const document = blockDocument(fields, MAIN_LOG, piece);
      lines.push(
        ...linesOf({
          index: indices.of("blocks", month),
          id: blockId(key, piece.number),
          kind: "index",
          document,
        }),
      );
    }
    const document = headDocument(fields, headFields(run.uuid, MAIN_LOG, tail));
    lines.push(...linesOf({ index: indices.of("logs", month), id: headId(key), kind: "index", document }));
    yield lines;
  }
}

/** Milliseconds that `_bulk` alone takes for them. */
export const sendBare = async (client: Client, requests: readonly string[]): Promise<number> => {
  const waiting = [...requests];
  const start = performance.now();
  const send = async (): Promise<void> => {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
      const { errors } = await client.bulk({ operations: [body.trimEnd()], filter_path: ["errors"] });
      if (errors) throw new Error("a bare _bulk was refused");
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, send));
  return performance.now() - start;
};
