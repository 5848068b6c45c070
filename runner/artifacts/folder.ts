import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open, opendir } from "node:fs/promises";
import { join } from "node:path";

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** A folder that is held open. What is in it is reached through what is open, so that nobody can put a link in the place of a folder on the way. */
export class Folder implements AsyncDisposable {
  readonly #handle: FileHandle;
  readonly #path: string;

  private constructor(handle: FileHandle, path: string) {
    this.#handle = handle;
    // Other systems than Linux have no name for what is open.
    this.#path = process.platform === "linux" ? `/proc/self/fd/${handle.fd}` : path;
  }

  /** Throws for what is not a folder itself, such as a link to one. */
  static async open(path: string): Promise<Folder> {
    return new Folder(await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path);
  }

  openFolder(name: string): Promise<Folder> {
    return Folder.open(join(this.#path, name));
  }

  /** Opens what is not a link, without waiting for the other end of a pipe. */
  openFile(name: string): Promise<FileHandle> {
    return open(join(this.#path, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  }

  stat(): Promise<Stats> {
    return this.#handle.stat();
  }

  lstat(name: string): Promise<Stats> {
    return lstat(join(this.#path, name));
  }

  /** Names in it in order; when there are more than `most`, any `most` + 1 of them. */
  async names(most: number): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { name } of await opendir(this.#path)) if (names.push(name) > most) break;
    return names.sort();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close();
  }
}
