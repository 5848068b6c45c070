import { createHash } from "node:crypto";
import type { Examined, ExamineOptions } from "../../upkeep.ts";
import type { LogFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import { Logs } from "../logs/logs.ts";
import { buckets } from "../query/buckets.ts";
import { Runs } from "../runs/runs.ts";

/** Compares what there is of each sealed log with what its head says. */
export const examineLogs = async (elastic: Elastic, { deep, signal }: ExamineOptions): Promise<Examined> => {
  const runs = new Runs(elastic);
  const logs = new Logs(elastic, runs);
  const wrong: string[] = [];
  let looked = 0;
  for await (const page of heads(elastic)) {
    const known = await runs.getMany([...new Set(page.map(({ run }) => run))]);
    const sealed = page.filter(
      ({ run, sha256 }) => sha256 !== null && !known.get(run)?.fields.expired.includes("logs"),
    );
    const lengths = await lengthsOf(elastic, sealed);
    for (const head of sealed) {
      signal.throwIfAborted();
      const length = lengths.get(nameOf(head)) ?? 0;
      if (length !== head.bytes || (deep && (await digest(logs, head)) !== head.sha256))
        wrong.push(nameOf(head));
    }
    looked += sealed.length;
  }
  return told(looked, wrong, deep);
};

const nameOf = ({ run, log }: Pick<LogFields, "run" | "log">): string => `${run}/${log}`;

const PAGE = 500;

async function* heads({ client, indices }: Elastic): AsyncGenerator<LogFields[]> {
  const index = indices.pattern("logs");
  const { id } = await client.openPointInTime({ index, keep_alive: "5m", ignore_unavailable: true });
  let after: (string | number)[] | undefined;
  for (;;) {
    const { hits } = await client.search<{ readonly taskotron: LogFields }>({
      pit: { id, keep_alive: "5m" },
      size: PAGE,
      query: { exists: { field: "taskotron.log" } },
      sort: [{ "taskotron.run": "asc" }, { "taskotron.log": "asc" }],
      ...(after === undefined ? {} : { search_after: after }),
    });
    const page = hits.hits.flatMap(({ _source: source }) => source?.taskotron ?? []);
    if (page.length > 0) yield page;
    if (page.length < PAGE) break;
    after = hits.hits.at(-1)?.sort as (string | number)[];
  }
  await client.closePointInTime({ id });
}

const lengthsOf = async (
  elastic: Elastic,
  logs: readonly LogFields[],
): Promise<ReadonlyMap<string, number>> => {
  const lengths = new Map<string, number>();
  const grouping = {
    index: elastic.indices.pattern("blocks"),
    filter: { terms: { "taskotron.run": [...new Set(logs.map(({ run }) => run))] } },
    sources: [{ run: { terms: { field: "taskotron.run" } } }, { log: { terms: { field: "taskotron.log" } } }],
    aggregations: { bytes: { sum: { field: "taskotron.bytes" } } },
  };
  for await (const page of buckets(elastic, grouping))
    for (const { key, ...sums } of page)
      lengths.set(
        nameOf({ run: String(key["run"]), log: String(key["log"]) }),
        (sums["bytes"] as { readonly value: number }).value,
      );
  return lengths;
};

const digest = async (logs: Logs, { run, log, bytes }: LogFields): Promise<string> => {
  const hash = createHash("sha256");
  for await (const part of logs.readBytes(run, log, 0, bytes)) hash.update(part);
  return hash.digest("hex");
};

const told = (looked: number, wrong: readonly string[], deep: boolean): Examined => {
  const how = deep ? "its length and sha256" : "its length";
  return wrong.length === 0
    ? { name: "logs", verdict: "ok", detail: `each of ${looked} sealed logs has ${how}` }
    : {
        name: "logs",
        verdict: "wrong",
        detail: `${wrong.length} of ${looked} logs lack ${how}, such as ${wrong[0] ?? ""}: restore a backup`,
      };
};
