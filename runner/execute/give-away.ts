import { lchown, lstat, readdir } from "node:fs/promises";

/** Gives everything in a folder that another user made to this one, but does not look into what is its own already: what the runner put there since a program ran.
    A link is given away, not what it leads to; a file cannot have a second name outside, for the folder is a mount of its own where the user sees it. */
export const giveAway = async (folder: string | Buffer, uid: number): Promise<void> => {
  for (const name of await readdir(folder, { encoding: "buffer" })) {
    const path = Buffer.concat([Buffer.from(folder), Buffer.from("/"), name]);
    const found = await lstat(path);
    if (found.uid === uid) continue;
    if (found.isDirectory()) await giveAway(path, uid);
    await lchown(path, uid, uid);
  }
};
