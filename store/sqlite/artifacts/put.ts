import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import type { Artifact } from "../../../model/artifact.ts";
import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import type { ArtifactPlace } from "../../store.ts";
import { runClosed } from "../runs.ts";
import type { Artifacts, Stored } from "./artifacts.ts";

/** Does its work in a transaction, and resolves when that is durable. */
type Write = <T>(work: () => T) => Promise<T>;

interface Given {
  readonly place: ArtifactPlace;
  readonly content: AsyncIterable<Uint8Array>;
}

const pack = promisify(zstdCompress);

/** Takes a file in, a block of `LIMITS.chunk` in each transaction; what fails half-way leaves nothing. */
export const putArtifact = async (artifacts: Artifacts, write: Write, given: Given): Promise<Artifact> => {
  const { place } = given;
  const begun = await write(() => artifacts.begin(place));
  if (begun.kind === "stored") return agreed(place, begun, place.sha256 ?? (await hashed(given)).sha256);
  const { id } = begun;
  try {
    const whole = await hashed(given, async (offset, bytes) => {
      const block = { offset, bytes: bytes.length, packed: await pack(bytes) };
      await write(() => artifacts.add(place, id, block));
    });
    const end = await write(() => artifacts.finish(place, id, whole));
    return agreed(place, end, whole.sha256);
  } catch (error) {
    // The seal of the run drops what even this cannot.
    await write(() => artifacts.drop(id)).catch(() => {});
    throw error;
  }
};

/** The artifact that is stored, when it has this sha256. */
const agreed = ({ run, path }: ArtifactPlace, { artifact, sealed }: Stored, sha256: string): Artifact => {
  if (artifact.sha256 === sha256) return artifact;
  if (sealed) throw runClosed(run);
  throw new AppError("artifact-conflict", `run ${run} has another artifact ${path}`, { run, artifact: path });
};

/** Reads the content to its end, tells it in pieces, and answers what it is. Throws `too-large`, `bad-value`. */
const hashed = async (
  { place, content }: Given,
  tell: (offset: number, bytes: Uint8Array) => Promise<void> = async () => {},
): Promise<Omit<Artifact, "path">> => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of pieces(content)) {
    if (bytes + piece.length > LIMITS.artifact)
      throw new AppError("too-large", `an artifact may have ${LIMITS.artifact} bytes`, { limit: "artifact" });
    hash.update(piece);
    await tell(bytes, piece);
    bytes += piece.length;
  }
  const sha256 = hash.digest("hex");
  if (place.sha256 !== null && place.sha256 !== sha256)
    throw new AppError("bad-value", `sha256 ${sha256} arrived, ${place.sha256} was announced`, {
      artifact: place.path,
    });
  return { bytes, sha256 };
};

/** The content in pieces of `LIMITS.chunk`, the last one shorter. */
async function* pieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of content) {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + LIMITS.chunk - size);
      at += part.length;
      size += part.length;
      held.push(part);
      if (size < LIMITS.chunk) continue;
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
