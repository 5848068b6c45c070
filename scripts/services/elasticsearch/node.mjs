import { join } from "node:path";
import { ownFolder } from "../owner.mjs";
import { FOLDER } from "../settings.mjs";
import { configure } from "./configuration.mjs";
import { distribution } from "./distribution.mjs";
import { findJava } from "./java.mjs";

/** What starts a node of this name: its folders, its configuration and its command. */
export const prepareNode = ({ name, port, transport, heap, more = {}, files }) => {
  const java = findJava();
  const distributed = distribution();
  const home = ownFolder(join(FOLDER, name));
  for (const folder of ["data", "data/snapshots", "logs", "tmp"]) ownFolder(join(home, folder));
  const config = configure({ name, home, port, transport, heap, more }, distributed, files?.(home));
  return {
    command: join(distributed, "bin/elasticsearch"),
    args: [],
    env: { ES_JAVA_HOME: java, ES_PATH_CONF: config, ES_TMPDIR: join(home, "tmp") },
    cwd: join(home, "logs"),
  };
};
