import { join } from "node:path";
import { wishOf } from "../../model/job.ts";
import type { Queue } from "../../queue/queue.ts";
import type { Store } from "../../store/store.ts";
import { bundledTasks } from "../tasks-folder.ts";
import { firstRunJobs } from "./jobs.ts";
import { npmPackages } from "./npm-packages.ts";

const PROJECT = join(import.meta.dirname, "../..");

/** Puts today's checks of the project's installed packages into the queue, those that are not there yet, and says what is to be done. */
export const scheduleFirstRun = async ({
  store,
  queue,
}: {
  readonly store: Store;
  readonly queue: Queue;
}): Promise<string> => {
  const packages = npmPackages(PROJECT);
  const jobs = firstRunJobs(packages, await bundledTasks(), Date.now());
  await Promise.all(
    jobs.map(async (job) => {
      if ((await queue.get(job.uuid)) !== null) return;
      const { uuid, item, type, arch, created } = job;
      await store.putRun({
        uuid,
        task: job.task,
        item,
        type,
        arch,
        created,
        state: "SCHEDULED",
        wish: wishOf(job),
      });
      await queue.add(job);
    }),
  );
  const { waiting, leased } = await queue.counts();
  return waiting + leased === 0
    ? `today's checks of ${packages.length} npm packages are done`
    : `checking ${packages.length} npm packages, ${waiting + leased} runs to go`;
};
