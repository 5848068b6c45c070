import type { ResultInput } from "../../model/result.ts";
import type { DemoMessage } from "./messages.ts";

/** Lines of a result's point and block, and where in them its messages stand (from 0). */
interface TapLines {
  readonly lines: readonly string[];
  readonly firstMessage: number;
}

const LETTERS = { error: "E", warning: "W" } as const;

/** The point of a result as a task prints it, in the form of the talk. */
export const tapLines = (
  { check, item, outcome, note, type }: ResultInput,
  messages: readonly DemoMessage[],
): TapLines => {
  const ok = outcome === "PASSED" || outcome === "INFO" ? "ok" : "not ok";
  const output = messages.map(({ severity, tag, message }) =>
    `      ${item}: ${LETTERS[severity]}: ${tag} ${message}`.trimEnd(),
  );
  const head = [`${ok} - ${check} for Koji build ${item}`, "  ---", "  details:", "    output: |"];
  const tail = [
    `  item: ${item}`,
    `  outcome: ${outcome}`,
    `  summary: ${note ?? ""}`,
    `  type: ${type}`,
    "  ...",
  ];
  return { lines: [...head, ...output, `      ${note ?? ""}`, ...tail], firstMessage: head.length };
};
