import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Who serves a data folder at the moment. */
export interface ServerNote {
  readonly address: string;
  readonly pid: number;
}

const path = (data: string): string => join(data, "server.json");

/** The live server of a data folder; null where none runs, whatever an earlier one left behind. */
export const findServer = (data: string): ServerNote | undefined => {
  try {
    const note = JSON.parse(readFileSync(path(data), "utf8")) as ServerNote;
    process.kill(note.pid, 0);
    // a container that was killed and starts again gets the same numbers
    return note.pid === process.pid ? undefined : note;
  } catch {
    return undefined;
  }
};

export const writeServerNote = (data: string, note: ServerNote): void =>
  writeFileSync(path(data), JSON.stringify(note));

export const removeServerNote = (data: string): void => rmSync(path(data), { force: true });
