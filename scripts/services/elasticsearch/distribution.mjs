// Elasticsearch's own server for integration tests: its core modules, transport and security, without plugins or a Java of its own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FOLDER } from "../settings.mjs";

const VERSION = "9.5.3";

const ARTIFACT = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`;

const unpack = (folder) => {
  const args = ["-B", "-q", "dependency:unpack", `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${folder}`];
  // without a project of its own, maven writes its notes into the current folder
  const done = spawnSync("mvn", args, { cwd: folder, encoding: "utf8" });
  if (done.status !== 0)
    throw new Error(
      `mvn ${args.join(" ")} failed: ${done.error?.message ?? `${done.stdout}${done.stderr}`.slice(-2000)}`,
    );
};

/** The folder of the unpacked server. The first call fetches it through Maven, from wherever that is set up to fetch: 130 MB. */
export const distribution = () => {
  const name = `elasticsearch-${VERSION}`;
  const there = join(FOLDER, name);
  if (existsSync(there)) return there;
  const temporary = mkdtempSync(join(FOLDER, "unpack-"));
  try {
    unpack(temporary);
    renameSync(join(temporary, name), there);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return there;
};
