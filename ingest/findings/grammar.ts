import type { Finding } from "../../model/finding.ts";

/** How one family of tools writes a message on one line: the finding that a line is, but for its place in the log; null for any other line. */
export type Grammar = (line: string) => Omit<Finding, "line"> | null;
