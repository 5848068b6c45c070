// One command at a time: several test runs may ask for the same service at once.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FOLDER } from "./settings.mjs";

const LOCK = join(FOLDER, "lock");

const take = () => {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
};

const holderLives = () => {
  try {
    const holder = Number(readFileSync(LOCK, "utf8"));
    // empty for a moment between its creation and its text
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** Does the work while no other command of this folder works. */
export const alone = async (work) => {
  mkdirSync(FOLDER, { recursive: true });
  while (!take()) {
    if (!holderLives()) rmSync(LOCK, { force: true });
    else await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
};
