import type { Finding } from "../../model/finding.ts";

/** How one family of tools writes a message on one line. */
export interface Grammar {
  readonly name: string;
  /** The finding that the line is, but for its place in the log; null for any other line. */
  readonly read: (line: string) => Omit<Finding, "line"> | null;
}
