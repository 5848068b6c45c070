import { join } from "node:path";
import type { Figure } from "../figure.ts";
import { runQuietly } from "../processes.ts";
import { repeat } from "../sample.ts";

const ROOT = join(import.meta.dirname, "../..");
const RUNTASK = join(ROOT, "bin/runtask.ts");
const TASK = join(ROOT, "bench/tasks/echo");

/** What `runtask` adds to a task that does nothing but print. */
export const measureOverhead = async (times: number): Promise<readonly Figure[]> => {
  const runtask = await repeat(times, () =>
    runQuietly(process.execPath, [RUNTASK, "-i", "/", "-t", "file", TASK]),
  );
  const shell = await repeat(times, () => runQuietly("sh", ["-c", "sh ./echo.sh"], TASK));
  const node = await repeat(times, () => runQuietly(process.execPath, ["-e", "0"]));
  return [
    {
      what: "`runtask` on a task that only prints",
      spread: runtask,
      unit: "ms",
      floor: { what: "an empty Node", spread: node },
    },
    { what: "the same task in `sh -c`", spread: shell, unit: "ms", floor: null },
  ];
};
