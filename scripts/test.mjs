// Runs the tests: all of them, or those in the files that are named. `npm test -- test/ingest/*.test.ts`
import { spawnSync } from "node:child_process";

const files = process.argv.slice(2);
const done = spawnSync(
  process.execPath,
  ["--test", "--test-timeout=300000", ...(files.length === 0 ? ["test/**/*.test.ts"] : files)],
  { stdio: "inherit" },
);
process.exit(done.status ?? 1);
