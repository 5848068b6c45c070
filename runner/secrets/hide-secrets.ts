import type { Journal } from "../execute/journal.ts";
import type { Output } from "../execute/output.ts";
import type { Workspace } from "../execute/workspace.ts";
import type { Formula } from "../formula/formula.ts";
import { maskFiles } from "./mask-files.ts";
import { makeMasks } from "./masks.ts";
import { readSecrets } from "./read-secrets.ts";
import { type SecretsFolder, writeSecrets } from "./secrets-folder.ts";
import { SHORTEST } from "./spellings.ts";

/** The secrets of one run, kept out of all that leaves it. */
export interface HiddenSecrets {
  /** Puts them where the run's programs can read them. */
  readonly place: (uuid: string, workspace: Workspace) => Promise<SecretsFolder>;
  /** Takes them out of the artifacts, and tells how many were masked in all. */
  readonly settle: (artifactsdir: string) => Promise<void>;
  readonly text: (text: string) => string;
}

/** What a run says by way of. */
export interface Leaks {
  readonly output: Pick<Output, "hide">;
  readonly journal: Pick<Journal, "hide" | "say">;
}

/** Reads the secrets that a formula asks for from the folder `root`, and masks them in what is printed and told from now on. Throws `environment`. */
export const hideSecrets = async (
  root: string,
  { name, environment }: Formula,
  { output, journal }: Leaks,
): Promise<HiddenSecrets> => {
  const secrets = await readSecrets(root, name, environment.secrets);
  const masks = makeMasks(secrets.values());
  output.hide(masks);
  journal.hide(masks);
  for (const [secret, value] of secrets)
    if (Buffer.from(value).toString().trim().length < SHORTEST)
      journal.say("WARNING", `the secret ${secret} has fewer than ${SHORTEST} characters and is not masked`);
  return {
    place: (uuid, workspace) => writeSecrets(uuid, secrets, workspace),
    settle: async (artifactsdir) => {
      for (const line of await maskFiles(artifactsdir, masks)) journal.say("WARNING", `the artifact ${line}`);
      journal.say("INFO", `secrets were masked ${masks.count()} times`);
    },
    text: masks.text,
  };
};
