import type { Job } from "../model/job.ts";
import type { Repeat } from "../model/repeat.ts";

/** A job in the hands of one worker until a time; fenced by `token`: a later lease of the job has a higher one and makes this one void. */
export interface Lease {
  readonly job: Job;
  readonly token: number;
}

/** `delayed` is a job whose time has not come yet. */
export type JobState = "waiting" | "delayed" | "leased" | "done" | "cancelled";

export interface JobRow extends Job {
  readonly state: JobState;
  readonly worker: string | null;
}

/** Hands each job to one worker at a time. The store's runs are the truth, the queue can be rebuilt from them. A method resolves when its effect is durable.
    Any method throws `busy` when the queue cannot be asked now or takes no more, and `store` when it is not usable at all. */
export interface Queue extends AsyncDisposable {
  /** False when the uuid is known, or another job with its key waits: nothing changes then. Jobs that are done or cancelled stay known for `LIMITS.remembered`. */
  add(job: Job): Promise<boolean>;

  /** The uuid of the job with this key that is waiting or delayed; null when there is none. */
  findWaiting(key: string): Promise<string | null>;

  /** The waiting job of highest priority, of these the one whose turn came first, leased for `lease_ms`; null when none waits. */
  lease(worker: string, lease_ms: number): Promise<Lease | null>;

  /** Prolongs the lease. False when it is void, or when the job was cancelled or is not known: `get` tells which. */
  renew(lease: Lease, lease_ms: number): Promise<boolean>;

  /** The job is done with. False when the lease is void. */
  finish(lease: Lease): Promise<boolean>;

  /** Takes over every lease that has run out, or that one of `lostWorkers` holds: `worker` is to close these lost runs, to add their retries, and then
      to finish the leases. Should it be lost itself, they are taken over again. */
  takeOver(lostWorkers: readonly string[], worker: string, lease_ms: number): Promise<readonly Lease[]>;

  /** False when the job is done or unknown. */
  cancel(uuid: string): Promise<boolean>;

  get(uuid: string): Promise<JobRow | null>;

  /** Jobs that are leased, then those that wait in the order they will go, then delayed ones by their time. */
  list(limit: number): Promise<readonly JobRow[]>;

  counts(): Promise<Readonly<Record<JobState, number>>>;

  /** Keeps a repeating job; one of the same name is replaced. */
  putRepeat(repeat: Repeat): Promise<void>;

  /** False when there is none of this name. */
  removeRepeat(name: string): Promise<boolean>;

  /** By name. */
  repeats(): Promise<readonly Repeat[]>;
}
