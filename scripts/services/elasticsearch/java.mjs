// A Java that Elasticsearch runs on, wherever it is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const LEAST = 21;

const FOLDER = "/usr/lib/jvm";

const versionOf = (home) => {
  const program = join(home, "bin/java");
  if (!existsSync(program)) return 0;
  // it prints its version to stderr: openjdk version "25.0.1" 2025-10-21
  const { stderr } = spawnSync(program, ["-version"], { encoding: "utf8" });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
};

/** The home of the first Java that is new enough: JAVA_HOME, then the system's. */
export const findJava = () => {
  const system = existsSync(FOLDER) ? readdirSync(FOLDER).map((name) => join(FOLDER, name)) : [];
  const homes = [process.env.ES_JAVA_HOME, process.env.JAVA_HOME, ...system].filter(Boolean);
  const home = homes.find((candidate) => versionOf(candidate) >= LEAST);
  if (home !== undefined) return home;
  throw new Error(
    `Elasticsearch needs Java ${LEAST} or later, and none was found in JAVA_HOME or ${FOLDER}` +
      (homes.length === 0 ? "" : ` (${homes.map((at) => `${at}: ${versionOf(at)}`).join(", ")})`) +
      "; install one (the packages of Debian 12 end at 17), or set JAVA_HOME",
  );
};
