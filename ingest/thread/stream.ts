import type { ResultInput } from "../../model/result.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";

/** Takes one result, and what its tool printed where that is a text of its own. */
export type TellOne = (result: ResultInput, output?: string | null) => void;

/** Reads one output where it is called: in the thread. Bytes may be split anywhere. */
export interface Stream {
  write(bytes: Uint8Array): void;
  end(): Reading;
}

/** How a stream of some format is made. */
export type StreamClass = new (defaults: ReaderDefaults, tell: TellOne) => Stream;
