import type { TaskAnswer } from "../../model/answer/task.ts";
import { DEFAULT_ARCH } from "../../model/arch.ts";
import { dayOf, toTime } from "../../model/time.ts";
import { uuidV5 } from "../../model/uuid.ts";
import type { Job } from "../../model/job.ts";
import type { InstalledPackage } from "./npm-packages.ts";
import { taskHash } from "./task-hash.ts";

const TYPE = "npm_package";

/** One job for each package and each task that takes npm packages. A second start on the same (UTC) day makes the same uuids, so nothing runs
    twice; a new day, or a changed task, makes new ones. All tasks of a package have one priority, below that of any job that a person wished for. */
export const firstRunJobs = (
  packages: readonly InstalledPackage[],
  tasks: readonly TaskAnswer[],
  now: number,
): readonly Job[] => {
  const created = toTime(now);
  const takers = tasks
    .filter(({ types }) => types.includes(TYPE))
    .map(({ name, path }) => ({ name, hash: taskHash(path) }));
  return packages.flatMap(({ item }, place) =>
    takers.map(({ name, hash }) => ({
      uuid: uuidV5("first-run", dayOf(created), name, hash, item, DEFAULT_ARCH),
      task: name,
      item,
      type: TYPE,
      arch: DEFAULT_ARCH,
      attempt: 1,
      retry_of: null,
      priority: -1 - place,
      not_before: null,
      key: null,
      created,
    })),
  );
};
