import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { Artifact } from "../../model/artifact.ts";

const PIECE = 1 << 20;

/** Copies an open file, durably, and answers what it was; null when it has more than `most` bytes. */
export const copyFile = async (
  from: FileHandle,
  to: string,
  most: number,
): Promise<Omit<Artifact, "path"> | null> => {
  await using copy = await open(to, "w", 0o600);
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(PIECE);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await from.read(buffer, 0, PIECE, null);
    if (bytesRead === 0) break;
    bytes += bytesRead;
    if (bytes > most) return null;
    const piece = buffer.subarray(0, bytesRead);
    hash.update(piece);
    await copy.appendFile(piece);
  }
  await copy.datasync();
  return { bytes, sha256: hash.digest("hex") };
};
