import type { OpenReader, Reading } from "../../ingest/reader.ts";
import type { ResultInput } from "../../model/result.ts";

/** A reader for tests of the runner: `ok` and `not ok` lines, the plan, and `Bail out!`; no YAML. */
export const openPointReader: OpenReader = ({ task, item, type, arch }, tell) => {
  let rest = "";
  let results = 0;
  let plan: number | null = null;
  let bailout: string | null = null;
  const read = (line: string): void => {
    const point = /^(not )?ok\b/.exec(line);
    if (point) {
      const outcome: ResultInput["outcome"] = point[1] ? "FAILED" : "PASSED";
      tell([{ position: ++results, check: task, item, type, arch, outcome }]);
    }
    if (/^1\.\.\d+$/.test(line)) plan = Number(line.slice(3));
    if (line.startsWith("Bail out!")) bailout = line.slice(9).trim();
  };
  return {
    write: async (bytes) => {
      const lines = (rest + Buffer.from(bytes).toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(read);
    },
    end: async (): Promise<Reading> => {
      read(rest);
      const isTap = results > 0 || plan !== null || bailout !== null;
      const problems = isTap ? [] : [{ kind: "no-tap", line: null, message: "nothing in the output is TAP" }];
      return { results, plan, bailout, problems };
    },
  };
};
