import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Figure } from "../figure.ts";
import { temporaryFolder } from "../folder.ts";
import { isInstalled, runQuietly } from "../processes.ts";
import { together } from "../sample.ts";

const RUNTASK = join(import.meta.dirname, "../../bin/runtask.mjs");

const FORMULA = `name: empty
desc: Does nothing, and says so
maintainer: bench
actions:
  - name: nothing
    shell: echo 1..0
`;

const SANDBOX = ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--unshare-pid", "--unshare-net"];

/** `runtask` on a task that does nothing, against Node's own start and that of the shell where the task runs; each round measures them all. */
export const measureOverhead = async (times: number): Promise<readonly Figure[]> => {
  using folder = temporaryFolder();
  const task = join(folder.path, "empty");
  mkdirSync(task);
  writeFileSync(join(task, "empty.yml"), FORMULA);
  const figures: Figure[] = [];
  const places = { none: ["sh", "-c", "true"], bwrap: ["bwrap", ...SANDBOX, "sh", "-c", "true"] } as const;
  for (const [sandbox, [program, ...args]] of Object.entries(places)) {
    if (sandbox === "bwrap" && !(await isInstalled(program))) continue;
    const runtask = (): Promise<void> =>
      runQuietly(process.execPath, [RUNTASK, "--sandbox", sandbox, "-i", "/", "-t", "file", task]);
    // Node keeps what it compiled for the next start
    await runtask();
    const floor = async (): Promise<void> => {
      await runQuietly(process.execPath, ["-e", "0"]);
      await runQuietly(program, args);
    };
    const [own, bare] = await together(times, [runtask, floor]);
    if (own === undefined || bare === undefined) continue;
    figures.push({
      what: `\`runtask\` on an empty task, sandbox ${sandbox}`,
      spread: own,
      unit: "ms",
      floor: { what: `an empty Node and \`${program} … true\``, spread: bare },
    });
  }
  return figures;
};
