import { readdirSync, statSync } from "node:fs";

// Answers in TAP on stdout; messages for people belong on stderr.
const item = process.env["TASKOTRON_ITEM"] ?? "";

const sizeOf = (path) => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  return found.isDirectory() ? readdirSync(path).length : found.size;
};

console.log("TAP version 13");
const size = sizeOf(item);
if (size === null) {
  console.log("Bail out! there is nothing at the item's path");
} else {
  console.log("1..1");
  console.log(`${size > 0 ? "ok" : "not ok"} - TASK_NAME`);
  console.log(`  ---\n  summary: ${size} bytes or entries\n  ...`);
}
