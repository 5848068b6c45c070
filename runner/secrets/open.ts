import type { RunTaskOptions } from "../task-options.ts";
import type { Formula } from "../formula/formula.ts";
import type { HiddenSecrets, Leaks } from "./hide-secrets.ts";

/** Keeps the secrets that a formula asks for out of what leaves its run; null where it asks for none. An error is one of those that end a run before its
    first step. */
export const openSecrets = async (
  { secrets: root = "" }: Pick<RunTaskOptions, "secrets">,
  formula: Formula,
  leaks: Leaks,
): Promise<HiddenSecrets | Error | null> => {
  if (formula.environment.secrets.length === 0) return null;
  // what masks is not loaded for nothing
  const { hideSecrets } = await import("./hide-secrets.ts");
  return hideSecrets(root, formula, leaks).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
};
