import type { WriteStream } from "node:tty";
import { safeText } from "./terminal.ts";

/** Writes a task's output: byte for byte into a pipe or file, made harmless on a terminal. */
export const taskOutput = (stream: WriteStream): ((bytes: Uint8Array) => void) => {
  if (!stream.isTTY) return (bytes) => void stream.write(bytes);
  const decoder = new TextDecoder("utf-8");
  return (bytes) => void stream.write(safeText(decoder.decode(bytes, { stream: true })));
};
