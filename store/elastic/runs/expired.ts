import { logsExpired } from "../../record/expired.ts";
import type { RunFields } from "../documents.ts";

/** Throws `expired` for a run whose logs and artifacts are gone. */
export const refuseExpired = ({ run, expired }: Pick<RunFields, "run" | "expired">): void => {
  if (expired.includes("logs")) throw logsExpired(run);
};
