import { AppError } from "./errors.ts";
import type { Settings } from "./settings.ts";

/** What is kept for how long, the largest first: each class is kept at least as long as the one before. */
export const CLASSES = ["logs", "findings", "runs", "totals"] as const;

export type Class = (typeof CLASSES)[number];

/** Milliseconds for each class; null for ever. */
export type Policy = Readonly<Record<Class, number | null>>;

const SETTING = {
  logs: "keep_logs",
  findings: "keep_findings",
  runs: "keep_results",
  totals: "keep_totals",
} as const satisfies Record<Class, keyof Settings>;

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { d: DAY, w: 7 * DAY, y: 365 * DAY };

/** The policy that settings make. Throws `setting` for a time that cannot be read, and where a class would go before one that needs it. */
export const policyOf = (settings: Settings): Policy => {
  const policy = Object.fromEntries(CLASSES.map((name) => [name, keptFor(settings, name)])) as Policy;
  for (const [at, name] of CLASSES.entries()) {
    const before = CLASSES[at - 1];
    if (before !== undefined && isShorter(policy[name], policy[before]))
      throw new AppError(
        "setting",
        `${SETTING[name]} is ${settings[SETTING[name]]}, shorter than ${SETTING[before]} (${settings[SETTING[before]] || "forever"}), which goes first`,
        { setting: SETTING[name] },
      );
  }
  return policy;
};

const isShorter = (time: number | null, than: number | null): boolean =>
  time !== null && (than === null || time < than);

const keptFor = (settings: Settings, name: Class): number | null => {
  const text = settings[SETTING[name]];
  if (text === "" || text === "forever") return null;
  const found = /^([1-9]\d{0,4})([dwy])$/.exec(text);
  if (!found)
    throw new AppError(
      "setting",
      `${SETTING[name]} is "${text}", expected days like 180d, weeks, years or forever`,
      {
        setting: SETTING[name],
      },
    );
  return Number(found[1]) * (UNITS[found[2] ?? "d"] ?? DAY);
};
