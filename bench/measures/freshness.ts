import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uuidV7 } from "../../model/uuid.ts";
import type { Figure } from "../figure.ts";
import { temporaryFolder } from "../folder.ts";
import { repeat } from "../sample.ts";
import { type Server, startServer, until } from "../server.ts";

const FORMULA = `name: stamp
desc: Prints when it printed
maintainer: bench
actions:
  - name: print
    exec: { program: node, args: [stamp.mjs] }
`;

const PROGRAM = `const stamp = Date.now();
process.stdout.write("TAP version 13\\n1..1\\nok - stamp\\n  ---\\n  summary: stamp " + stamp + "\\n  stamp: " + stamp + "\\n  ...\\n");
`;

interface Stamped {
  readonly data: readonly { readonly data: { readonly stamp: number } }[];
}

/** From a task's last line to its result in the API's answer, and on its page. */
export const measureFreshness = async (times: number): Promise<readonly Figure[]> => {
  using folder = temporaryFolder();
  const task = join(folder.path, "stamp");
  mkdirSync(task);
  writeFileSync(join(task, "stamp.yml"), FORMULA);
  writeFileSync(join(task, "stamp.mjs"), PROGRAM);
  await using server = await startServer(join(folder.path, "data"));
  const inApi = await repeat(times, async () => {
    const uuid = await schedule(server, task);
    await until(async () => (await resultsOf(server, uuid)).data.length > 0);
    return Date.now() - (await stampOf(server, uuid));
  });
  const onPage = await repeat(times, async () => {
    const uuid = await schedule(server, task);
    const page = async () => (await fetch(`${server.address}/runs/${uuid}/results/1`)).text();
    await until(async () => (await page()).includes("stamp 1"));
    return Date.now() - (await stampOf(server, uuid));
  });
  const roundTrip = await repeat(times, async () => void (await server.get("/results?limit=1")));
  const floor = { what: "an answer of the API", spread: roundTrip };
  return [
    { what: "a task's last line → its result in the API", spread: inApi, unit: "ms", floor },
    { what: "a task's last line → its result on the page", spread: onPage, unit: "ms", floor },
  ];
};

const schedule = async (server: Server, task: string): Promise<string> => {
  const uuid = uuidV7(Date.now());
  const body = JSON.stringify({ task, item: "/", type: "file", uuid });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server.address}/api/v1/jobs`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`POST /jobs: ${answer.status} ${await answer.text()}`);
  return uuid;
};

const resultsOf = async (server: Server, uuid: string): Promise<Stamped> =>
  (await server.get(`/runs/${uuid}/results`)) as Stamped;

const stampOf = async (server: Server, uuid: string): Promise<number> => {
  const [result] = (await resultsOf(server, uuid)).data;
  if (result === undefined) throw new Error(`no result of run ${uuid}`);
  return result.data.stamp;
};
