import { AppError } from "../../../model/errors.ts";
import { parseNvr } from "../../../model/nvr.ts";
import type { Reach } from "../reach.ts";
import type { KojiBuild } from "./build.ts";
import { getLatestBuilds } from "./hub.ts";

/** The newest build of the same package that its release's users have; null for none. Throws `directive` for a build that names no release. */
export const latestStable = async (nvr: string, reach: Reach): Promise<KojiBuild | null> => {
  const { package: name, dist } = parseNvr(nvr);
  if (dist === null)
    throw new AppError("directive", `${nvr} has no .fcNN or .elN in its release, so no stable tag is known`);
  for (const tag of stableTags(dist)) {
    const [latest] = await latestIn(tag, name, reach);
    if (latest) return latest;
  }
  return null;
};

/** Tags of what users have, newest first: `fc22` → `f22-updates`, `f22`; `el9` → `epel9`. */
const stableTags = (dist: string): readonly string[] => {
  const base = dist.replace(/^fc/, "f").replace(/^el/, "epel");
  return base.startsWith("epel") ? [base] : [`${base}-updates`, base];
};

/** A release that is not out yet may have no tag for its updates. */
const latestIn = async (tag: string, name: string, reach: Reach): Promise<readonly KojiBuild[]> => {
  try {
    return await getLatestBuilds(tag, name, reach);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not-found") throw error;
    reach.say("WARNING", error.message);
    return [];
  }
};
