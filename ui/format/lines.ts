import type { LogRange } from "../../model/result.ts";

/** `line 7`, `lines 7–9`. */
export const linesText = ({ first_line: first, last_line: last }: Omit<LogRange, "name">): string =>
  first === last ? `line ${first}` : `lines ${first}–${last}`;
