import { uuidV5 } from "../../model/uuid.ts";
import type { Job } from "../../model/job.ts";

/** A job of this name, and nothing special about it but what is given. */
export const jobOf = (name: string, other: Partial<Job> = {}): Job => ({
  uuid: uuidV5("test", name),
  task: "/tasks/rpmlint",
  item: name,
  type: "koji_build",
  arch: "x86_64",
  attempt: 1,
  retry_of: null,
  priority: 0,
  not_before: null,
  key: null,
  created: "2026-01-01T00:00:00.000Z",
  ...other,
});
