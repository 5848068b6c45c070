import type { Page } from "../../model/page.ts";
import type { Result } from "../../model/result.ts";
import type { Run } from "../../model/run.ts";
import type { Stored } from "./check.ts";

const get = async (url: string): Promise<Response> => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
};

const list = async <T>(url: string): Promise<T[]> => {
  const all: T[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = (await (await get(`${url}&cursor=${cursor}`)).json()) as Page<T>;
    all.push(...page.data);
    cursor = page.next;
  }
  return all;
};

const WINDOW = "from=1970-01-01&limit=1000";

export const readRuns = (address: string): Promise<Run[]> => list<Run>(`${address}/api/v1/runs?${WINDOW}`);

/** All that is stored of a run. */
export const readStored = async (address: string, run: Run): Promise<Stored> => {
  const results = await list<Result>(`${address}/api/v1/results?q=run:${run.uuid}&${WINDOW}`);
  const log = run.logs.some(({ name }) => name === "output.log")
    ? await (await get(`${address}/api/v1/runs/${run.uuid}/logs/output.log/raw`)).bytes()
    : null;
  return { run, results, log };
};

/** Jobs that are not done with. */
export const depthOf = async (address: string): Promise<number> => {
  const text = await (await get(`${address}/metrics`)).text();
  return ["waiting", "delayed", "leased"]
    .map((state) =>
      Number(new RegExp(`^taskotron_queue_depth\\{state="${state}"\\} (\\d+)$`, "m").exec(text)?.[1] ?? 0),
    )
    .reduce((sum, n) => sum + n, 0);
};
