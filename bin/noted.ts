import { applyRetention, type Removed } from "../ingest/retention.ts";
import { type Actor, CLI } from "../model/audit.ts";
import type { Policy } from "../model/retention.ts";
import type { Settings } from "../model/settings.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { storeOptions, storeUrl } from "./settings.ts";

/** Removes what is kept no longer, and tells the audit trail where that was anything. */
export const retain = async (
  store: Store,
  policy: Policy,
  { actor, ...options }: { readonly actor: Actor; readonly now: number; readonly signal: AbortSignal },
): Promise<Removed> => {
  const removed = await applyRetention(store, policy, options);
  if (Object.values(removed).some((count) => count > 0))
    await store.audit.append({ ...actor, action: "retention", subject: null, detail: removed });
  return removed;
};

/** Tells the audit trail of the store what a command did with it as a whole. */
export const note = async (
  settings: Settings,
  action: "backup" | "restore",
  subject: string,
): Promise<void> => {
  await using store = await openStore(storeUrl(settings), storeOptions(settings));
  await store.audit.append({ ...CLI, action, subject, detail: {} });
};
