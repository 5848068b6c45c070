/** A run that waits for its executor. */
export interface Job {
  /** The run's uuid. */
  readonly uuid: string;
  /** Path of the formula, or of the directory that holds it. */
  readonly task: string;
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly attempt: number;
  readonly retry_of: string | null;
  /** Higher goes first. */
  readonly priority: number;
  readonly created: string;
}

/** A job in the hands of one worker until a time; fenced by `token`: a later lease of the job makes this one void. */
export interface Lease {
  readonly job: Job;
  readonly token: number;
}

export type JobState = "waiting" | "leased" | "done" | "cancelled";

export interface JobRow extends Job {
  readonly state: JobState;
  readonly worker: string | null;
}

/** Hands each job to one worker at a time. The store's runs are the truth, the queue can be rebuilt from them. A method resolves when its effect is durable. */
export interface Queue extends AsyncDisposable {
  /** False when the uuid is known: nothing changes then. */
  add(job: Job): Promise<boolean>;

  /** The waiting job of highest priority, of these the one added first, leased for `lease_ms`; null when none waits. */
  lease(worker: string, lease_ms: number): Promise<Lease | null>;

  /** Prolongs the lease. False when it is void or the job was cancelled: its worker must stop. */
  renew(lease: Lease, lease_ms: number): Promise<boolean>;

  /** The job is done with. False when the lease is void. */
  finish(lease: Lease): Promise<boolean>;

  /** Takes over every lease that has run out, or that one of `lostWorkers` holds: `worker` is to close these lost runs, to add their retries, and then
      to finish the leases. Should it be lost itself, they are taken over again. */
  takeOver(lostWorkers: readonly string[], worker: string, lease_ms: number): Promise<readonly Lease[]>;

  /** False when the job is done or unknown. */
  cancel(uuid: string): Promise<boolean>;

  get(uuid: string): Promise<JobRow | null>;

  /** Jobs that are leased, then those that wait in the order they will go. */
  list(limit: number): Promise<readonly JobRow[]>;

  counts(): Promise<Readonly<Record<JobState, number>>>;
}
