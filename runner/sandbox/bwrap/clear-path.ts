import { lstatSync, mkdirSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Makes a path below a folder that a task could write to be plain folders, with a folder or a file at its end: what bubblewrap mounts something on. A link
    that the task put there is removed, for bubblewrap would follow it with the rights of the runner. Nothing may write there meanwhile. */
export const clearPath = (root: string, path: string, isFolder: boolean): void => {
  const names = relative(root, path).split(sep);
  let at = root;
  for (const [index, name] of names.entries()) {
    at = join(at, name);
    const wantsFolder = isFolder || index < names.length - 1;
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found !== undefined && (wantsFolder ? found.isDirectory() : found.isFile())) continue;
    if (found?.isDirectory()) renameSync(at, freeName(root));
    else if (found !== undefined) unlinkSync(at);
    if (wantsFolder) mkdirSync(at, { mode: 0o755 });
    else writeFileSync(at, "", { flag: "wx", mode: 0o644 });
  }
};

const freeName = (folder: string, turn = 1): string => {
  const path = join(folder, `.moved-${turn}`);
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? path : freeName(folder, turn + 1);
};
