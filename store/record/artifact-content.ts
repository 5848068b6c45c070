import { createHash } from "node:crypto";
import type { Artifact } from "../../model/artifact.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import type { ArtifactPlace } from "../store.ts";

/** A file on its way in. */
export interface GivenArtifact {
  readonly place: ArtifactPlace;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Reads the content to its end, tells it in pieces of `LIMITS.chunk`, the last one shorter, and answers what it is.
    Throws `too-large`, `bad-value`. */
export const readContent = async (
  { place, content }: GivenArtifact,
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
