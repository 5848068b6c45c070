// TAP 13 with a YAML block per point. A folder of a task stands alone, so `npm-scripts` holds a copy of this file; a test keeps the two equal.

const WORDS = { npm_package: "npm package", koji_build: "Koji build", file: "file" };
const LONGEST = 500;
const MOST_FINDINGS = 1000;

// controls, what is invisible or reorders text, halves of characters, and what some readers take for the end of a line
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;

const visible = (char) => `\\u${char.codePointAt(0).toString(16).padStart(4, "0")}`;

/** Any value as one harmless line of bounded length. */
export const oneLine = (value) => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(UNSAFE, visible);
};

/** A double-quoted YAML text: JSON's quotes and escapes are YAML's too. */
const quoted = (text) => JSON.stringify(oneLine(text));

const described = (text) => oneLine(text).replace(/[\\#]/g, "\\$&");

/** Counts as a sentence: `1 error, 2 warnings, 0 notes`. */
export const countText = (findings) => {
  const count = (severity, word) => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    return `${n} ${word}${n === 1 ? "" : "s"}`;
  };
  return `${count("error", "error")}, ${count("warning", "warning")}, ${count("info", "note")}`;
};

/** Errors fail a package, warnings are worth a look, notes pass. */
export const outcomeOf = (findings) => {
  const has = (severity) => findings.some((finding) => finding.severity === severity);
  return has("error") ? "FAILED" : has("warning") ? "INFO" : "PASSED";
};

const findingLines = (finding) => [
  `    - severity: ${finding.severity}`,
  `      tag: ${finding.tag}`,
  `      message: ${quoted(finding.message)}`,
  `      subject: ${quoted(finding.subject)}`,
];

const LETTERS = { error: "E", warning: "W", info: "I" };

const outputLine = ({ subject, severity, tag, message }) =>
  `      ${oneLine(subject).trimStart()}: ${LETTERS[severity]}: ${tag} ${oneLine(message)}`;

/** One point and its block. `point.skip` is the reason for skipping, if any. */
export const pointText = (point) => {
  const { check, item, type, outcome, summary, skip } = point;
  const findings = point.findings.slice(0, MOST_FINDINGS);
  const ok = outcome === "FAILED" ? "not ok" : "ok";
  const directive = skip === undefined ? "" : ` # SKIP ${oneLine(skip)}`;
  return [
    `${ok} - ${check} for ${WORDS[type] ?? described(type)} ${described(item)}${directive}`,
    "  ---",
    "  details:",
    "    output: |",
    ...findings.map(outputLine),
    `      ${oneLine(summary)}`,
    `  item: ${quoted(item)}`,
    `  outcome: ${outcome}`,
    `  summary: ${quoted(summary)}`,
    `  type: ${quoted(type)}`,
    ...(findings.length === 0 ? [] : ["  findings:", ...findings.flatMap(findingLines)]),
    "  ...",
    "",
  ].join("\n");
};

/** The whole output of a task that answers about one item. */
export const tapText = (point) => `TAP version 13\n1..1\n${pointText(point)}`;

/** Ends the task without an answer: nobody may take this for a pass. */
export const bailOut = (reason) => {
  process.stdout.write(`TAP version 13\nBail out! ${oneLine(reason)}\n`);
  process.exitCode = 1;
};
