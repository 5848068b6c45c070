import type { Node } from "yaml";
import type { Finding } from "../../model/finding.ts";
import type { YamlText } from "../yaml-text.ts";

const SEVERITIES: Readonly<Record<string, string>> = {
  e: "error",
  err: "error",
  error: "error",
  fatal: "error",
  critical: "error",
  w: "warning",
  warn: "warning",
  warning: "warning",
};

/** The findings that a task lists itself: maps with `severity tag message subject`, or plain texts. `lineOf` gives the
    log line of a node. */
export const listedFindings = (
  yaml: YamlText,
  items: readonly (Node | null)[],
  lineOf: (node: Node) => number,
): Finding[] =>
  items.flatMap((item) => {
    if (item === null) return [];
    const line = lineOf(item);
    const text = yaml.text(item);
    if (text !== null) return [{ severity: "info", tag: null, message: text, subject: null, line }];
    const entries = yaml.entries(item);
    const word = (key: string): string | null => yaml.text(entries.get(key));
    return [
      {
        severity: SEVERITIES[word("severity")?.toLowerCase() ?? ""] ?? "info",
        tag: word("tag"),
        message: word("message") ?? "",
        subject: word("subject"),
        line,
      },
    ];
  });
