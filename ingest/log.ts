import type { OpenReader } from "./reader.ts";

/** Opens a reader for a log that holds no results: it is kept as it is. */
export const openLogReader: OpenReader = () => ({
  write: async () => {},
  end: async () => ({ results: 0, plan: null, bailout: null, problems: [] }),
});
