import { join } from "node:path";
import type { Settings } from "../model/settings.ts";

/** Where runs of this data folder wait until the store has them. */
export const spoolFolder = (settings: Settings): string => join(settings.data, "spool");
