import type { Figure } from "../figure.ts";
import { temporaryFolder } from "../folder.ts";
import { runQuietly } from "../processes.ts";
import { repeat, spread } from "../sample.ts";
import { startServer, until } from "../server.ts";

/** From `npm start`'s command on an empty data folder to the address, and to the first result of a real check. */
export const measureStartUp = async (times: number): Promise<readonly Figure[]> => {
  const listening: number[] = [];
  const firstResult = await repeat(times, async () => {
    using data = temporaryFolder();
    await using server = await startServer(data.path, "--first-run");
    listening.push(server.listening);
    await until(async () => ((await server.get("/results?limit=1")) as { data: unknown[] }).data.length > 0);
    return performance.now() - server.started;
  });
  const node = await repeat(times, () => runQuietly(process.execPath, ["-e", "0"]));
  const floor = { what: "an empty Node", spread: node };
  return [
    { what: "start, empty data folder → address", spread: spread(listening), unit: "ms", floor },
    { what: "start, empty data folder → first result", spread: firstResult, unit: "ms", floor },
  ];
};
