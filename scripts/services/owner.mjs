// Elasticsearch refuses to run as root, and the others do not need to: root's services run as a system user of their own.
import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync } from "node:fs";

const NAME = "taskotron-services";

const idOf = (flag) => {
  const found = spawnSync("id", [flag, NAME], { encoding: "utf8" });
  return found.status === 0 ? Number(found.stdout) : null;
};

const create = () => {
  const made = spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME], {
    encoding: "utf8",
  });
  if (made.status !== 0)
    throw new Error(`the user ${NAME} could not be created: ${made.stderr || made.error?.message}`);
};

const find = () => {
  if (process.getuid?.() !== 0) return {};
  if (idOf("-u") === null) create();
  return { uid: idOf("-u"), gid: idOf("-g") };
};

let found;

/** The user that services run as, in the words of `spawn`: empty means the user who asks. */
export const owner = () => (found ??= find());

/** Gives a file or folder to that user. */
export const giveAway = (path) => {
  const { uid, gid } = owner();
  if (uid !== undefined) chownSync(path, uid, gid);
};

/** Makes a folder that belongs to that user alone. */
export const ownFolder = (path) => {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  giveAway(path);
  return path;
};
