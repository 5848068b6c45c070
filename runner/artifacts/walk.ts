import type { Stats } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { isArtifactPath } from "../../model/artifact.ts";
import { Folder } from "./folder.ts";

/** What is in a task's folder of artifacts: a file, open until the next one is asked for, or something that is left out. */
export type Found =
  | { readonly kind: "file"; readonly path: string; readonly bytes: number; readonly handle: FileHandle }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

/** Names that are looked at in the whole tree. */
interface Budget {
  left: number;
}

interface Place {
  readonly folder: Folder;
  /** Path of the folder below the root; empty for the root. */
  readonly path: string;
  /** User whom the root belongs to. */
  readonly owner: number;
  readonly budget: Budget;
}

/** Goes through a tree that its maker may have laid as a trap, by path; looks at no more than `most` names. Follows no link, opens nothing but files and folders, and
    gives no file away that only the runner may read. Throws when the root cannot be opened as a folder. */
export async function* walk(root: string, most: number): AsyncGenerator<Found> {
  await using folder = await Folder.open(root);
  const { uid } = await folder.stat();
  yield* walkFolder({ folder, path: "", owner: uid, budget: { left: most } });
}

async function* walkFolder(place: Place): AsyncGenerator<Found> {
  const { folder, path, budget } = place;
  const names = await folder.names(budget.left);
  if (names.length > budget.left)
    yield { kind: "refused", path: path || ".", reason: "the folder has too many files" };
  for (const name of names.slice(0, budget.left)) {
    budget.left--;
    yield* walkName(place, name);
  }
}

async function* walkName(place: Place, name: string): AsyncGenerator<Found> {
  const path = place.path === "" ? name : `${place.path}/${name}`;
  try {
    if (!isArtifactPath(path)) throw new Error("its path is too long, too deep or not of safe characters");
    const stat = await place.folder.lstat(name);
    if (stat.isDirectory()) {
      await using folder = await place.folder.openFolder(name);
      yield* walkFolder({ ...place, folder, path });
    } else {
      checkFile(stat, place.owner);
      await using handle = await place.folder.openFile(name);
      const opened = await handle.stat();
      checkFile(opened, place.owner);
      yield { kind: "file", path, bytes: opened.size, handle };
    }
  } catch (error) {
    yield { kind: "refused", path, reason: error instanceof Error ? error.message : "it cannot be read" };
  }
}

/** Throws why a file is not taken: a hard link may be the name of a file that the task itself cannot read. */
const checkFile = (stat: Stats, owner: number): void => {
  if (stat.isSymbolicLink()) throw new Error("it is a symbolic link");
  if (stat.isFIFO()) throw new Error("it is a pipe");
  if (stat.isSocket()) throw new Error("it is a socket");
  if (!stat.isFile()) throw new Error("it is not a file");
  if (stat.nlink > 1 && stat.uid !== owner) throw new Error("it is a hard link to a file of another user");
};
