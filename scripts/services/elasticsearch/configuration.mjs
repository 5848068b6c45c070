// Settings of one node, written anew at each start.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveAway, ownFolder } from "../owner.mjs";
import { HOST } from "../settings.mjs";

const settings = ({ name, home, port, transport, more }) => ({
  "cluster.name": name,
  "node.name": name,
  "discovery.type": "single-node",
  "network.host": HOST,
  "http.port": port,
  "transport.port": transport,
  "path.data": join(home, "data"),
  "path.logs": join(home, "logs"),
  // snapshots of the tests' backups
  "path.repo": join(home, "data/snapshots"),
  // a fairly full disk of a developer is no reason to refuse tests' documents
  "cluster.routing.allocation.disk.threshold_enabled": false,
  ...more,
});

/** The distribution's own, but for the log of garbage collections. */
const javaOptions = (distributed) =>
  readFileSync(join(distributed, "config/jvm.options"), "utf8").replaceAll(/^-Xlog:gc.*$/gm, "");

/** Writes the configuration folder of a node; `files` are further files in it, by name. */
export const configure = (node, distributed, files = {}) => {
  const folder = join(node.home, "config");
  rmSync(folder, { recursive: true, force: true });
  ownFolder(folder);
  cpSync(join(distributed, "config"), folder, { recursive: true });
  const own = {
    "elasticsearch.yml": Object.entries(settings(node))
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
      .join(""),
    "jvm.options": `${javaOptions(distributed)}\n-Xms${node.heap}\n-Xmx${node.heap}\n`,
    ...files,
  };
  for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, name), text, { mode: 0o640 });
  for (const name of readdirSync(folder)) giveAway(join(folder, name));
  return folder;
};
