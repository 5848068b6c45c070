import { join } from "node:path";
import { AppError } from "../../../model/errors.ts";
import { download } from "../download.ts";
import type { Reach } from "../reach.ts";
import { type KojiBuild, type KojiRpm, logSource, rpmFile, rpmSource } from "./build.ts";
import { listBuildRPMs } from "./hub.ts";
import { isSelected, logArches, type Selection } from "./selection.ts";

/** What was fetched of builds: the value of the directives that do so. */
export interface Fetched {
  readonly downloaded_rpms: readonly string[];
  readonly downloaded_logs: readonly string[];
  /** Arches whose log is gone: koji keeps logs for a time only. */
  readonly log_errors: readonly string[];
}

/** Which files of a build are wanted, and the folder for them. */
export interface Fetching {
  readonly selection: Selection;
  readonly logs: boolean;
  readonly folder: string;
}

/** Fetches the wanted files of a build into a folder. Files that are there are replaced. A build may have none. */
export const fetchBuild = async (
  build: KojiBuild,
  { selection, logs, folder }: Fetching,
  reach: Reach,
): Promise<Fetched> => {
  const all = await listBuildRPMs(build, reach);
  const wanted = all.filter((rpm) => isSelected(rpm, selection)).sort(byFile);
  const rpms: string[] = [];
  for (const rpm of wanted) {
    const file = rpmFile(rpm);
    reach.say("INFO", `fetching ${file} (${rpms.length + 1} of ${wanted.length}, ${rpm.size} bytes)`);
    const from = rpmSource(reach.services.kojiTop, build, rpm);
    await download({ from, size: rpm.size }, join(folder, file), reach);
    rpms.push(join(folder, file));
  }
  const saved = logs ? await fetchLogs(build, { arches: logArches(all, selection), folder }, reach) : NO_LOGS;
  return { downloaded_rpms: rpms, ...saved };
};

/** One value of what several builds gave. */
export const together = (fetched: readonly Fetched[]): Fetched => ({
  downloaded_rpms: fetched.flatMap(({ downloaded_rpms }) => downloaded_rpms),
  downloaded_logs: fetched.flatMap(({ downloaded_logs }) => downloaded_logs),
  log_errors: fetched.flatMap(({ log_errors }) => log_errors),
});

const NO_LOGS: Omit<Fetched, "downloaded_rpms"> = { downloaded_logs: [], log_errors: [] };

const byFile = (a: KojiRpm, b: KojiRpm): number => (rpmFile(a) < rpmFile(b) ? -1 : 1);

const fetchLogs = async (
  build: KojiBuild,
  { arches, folder }: { readonly arches: readonly string[]; readonly folder: string },
  reach: Reach,
): Promise<Omit<Fetched, "downloaded_rpms">> => {
  const downloaded_logs: string[] = [];
  const log_errors: string[] = [];
  for (const arch of arches) {
    const to = join(folder, `build.log.${arch}`);
    try {
      await download({ from: logSource(reach.services.kojiTop, build, arch), size: null }, to, reach);
      downloaded_logs.push(to);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "not-found") throw error;
      reach.say("WARNING", `the log of ${build.nvr} on ${arch} is gone`);
      log_errors.push(arch);
    }
  }
  return { downloaded_logs, log_errors };
};
