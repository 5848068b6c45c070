import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../model/errors.ts";
import { LIMITS } from "../model/limits.ts";

/** A body that has arrived in full: in memory, and in a file of its own where it is larger than `LIMITS.importMemory`. */
export class Held implements AsyncDisposable {
  readonly #parts: readonly Uint8Array[];
  readonly #folder: string | null;
  readonly sha256: string;

  private constructor(parts: readonly Uint8Array[], folder: string | null, sha256: string) {
    this.#parts = parts;
    this.#folder = folder;
    this.sha256 = sha256;
  }

  /** Takes a body; `root` is the folder that files are made in. Throws `too-large` without one. */
  static async take(body: AsyncIterable<Uint8Array>, root: string | null): Promise<Held> {
    const hash = createHash("sha256");
    const parts: Uint8Array[] = [];
    let size = 0;
    let overflow: Overflow | null = null;
    try {
      for await (const bytes of body) {
        hash.update(bytes);
        size += bytes.length;
        if (size > LIMITS.importMemory) overflow ??= await makeOverflow(root);
        if (overflow) await overflow.file.appendFile(bytes);
        else parts.push(bytes.slice());
      }
    } catch (error) {
      if (overflow) await rm(overflow.folder, { recursive: true, force: true });
      throw error;
    } finally {
      await overflow?.file.close();
    }
    return new Held(parts, overflow?.folder ?? null, hash.digest("hex"));
  }

  async *bytes(): AsyncIterable<Uint8Array> {
    yield* this.#parts;
    if (this.#folder === null) return;
    yield* createReadStream(join(this.#folder, NAME), {
      highWaterMark: LIMITS.chunk,
    }) as AsyncIterable<Uint8Array>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }
}

const NAME = "body";

interface Overflow {
  readonly folder: string;
  readonly file: FileHandle;
}

const makeOverflow = async (root: string | null): Promise<Overflow> => {
  if (root === null)
    throw new AppError(
      "too-large",
      `a file without a uuid may have ${LIMITS.importMemory} bytes here; give it a uuid`,
      { limit: LIMITS.importMemory },
    );
  const folder = await mkdtemp(join(root, "import-"));
  return { folder, file: await open(join(folder, NAME), "w") };
};
