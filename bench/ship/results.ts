import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uuidV7 } from "../../model/uuid.ts";
import { temporaryFolder } from "../folder.ts";

const RUNTASK = join(import.meta.dirname, "../../bin/runtask.mjs");

const FORMULA = `name: points
desc: Prints test points as fast as they are taken
maintainer: bench
actions:
  - name: print
    exec: { program: node, args: [print.mjs] }
`;

const programOf = (points: number, stamp: string): string => `import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(stamp)}, String(Date.now()));
let text = "TAP version 13\\n1..${points}\\n";
for (let at = 1; at <= ${points}; at++) text += "ok " + at + " - point " + at + " of many\\n";
process.stdout.write(text);
`;

/** Results a second on one runner, from the task's first byte until the server has acknowledged them all and the run's seal. */
export const measureResults = async (address: string, points: number): Promise<number> => {
  using folder = temporaryFolder();
  const task = join(folder.path, "points");
  const stamp = join(folder.path, "stamp");
  mkdirSync(task);
  writeFileSync(join(task, "points.yml"), FORMULA);
  writeFileSync(join(task, "print.mjs"), programOf(points, stamp));
  const uuid = uuidV7(Date.now());
  const args = [
    RUNTASK,
    "--sandbox",
    "none",
    "--report",
    address,
    "--uuid",
    uuid,
    "-i",
    "/",
    "-t",
    "file",
    task,
  ];
  const child = spawn(process.execPath, args, {
    stdio: "ignore",
    env: { ...process.env, HOME: folder.path },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  const ended = Date.now();
  const run = (await (await fetch(`${address}/api/v1/runs/${uuid}`)).json()) as {
    readonly results?: number;
    readonly state?: string;
  };
  if (code !== 0 || run.state !== "FINISHED" || run.results !== points)
    throw new Error(`runtask ended with ${code}; the server has ${run.results} of ${points} results`);
  return (1000 * points) / (ended - Number(readFileSync(stamp, "utf8")));
};
