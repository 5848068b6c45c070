import { fromTime } from "../../model/time.ts";
import { chance, pick } from "./chance.ts";

/** What a log is made from. */
interface LogStory {
  readonly task: string;
  readonly nvr: string;
  readonly started: string;
  /** Milliseconds. */
  readonly duration: number;
  /** Why the task did not finish; null when it did. */
  readonly fault: string | null;
}

const WORK: readonly [string, ...string[]] = [
  "Downloading $nvr: $n of $of kB from koji",
  "Checking package signature of $nvr, header $n",
  "Metadata cache refreshed recently, using it",
  "Created temporary repository /var/tmp/taskotron/repo-$n with 14 packages",
  "Resolving dependencies of $nvr against fedora, updates, updates-testing: $n of $of",
  "GET https://koji.example.org/packages/$nvr/$n: 200 OK",
  "Looking at file $n of $of of $nvr",
  "unpacking $nvr: $n of $of",
];

/** Lines that real logs are full of, and that say nothing. */
const NOISE: readonly [string, ...string[]] = [
  "WARNING urllib3.connectionpool: Retrying (Retry(total=2)) after connection broken by 'ReadTimeoutError'",
  "DEBUG   dnf: reviving: 'updates' can be revived - metalink checksums match.",
  "WARNING rpm: NOKEY: Header V4 RSA/SHA256 Signature, key ID 6d9f90a6",
  "error: Failed to download metadata for repo 'updates': Yum repo downloading error: Status code: 503 (retried)",
];

const TRACEBACK = [
  "Traceback (most recent call last):",
  '  File "/var/lib/taskotron/task/python_versions_check.py", line 214, in <module>',
  "    main(sys.argv[1:])",
  '  File "/var/lib/taskotron/task/python_versions_check.py", line 188, in main',
  "    for name, versions in requirements(hdr):",
];

const clock = (epochMs: number): string => new Date(epochMs).toISOString().slice(11, 19);

const lineOf = ({ task, nvr, started, duration }: LogStory, n: number, of: number): string => {
  const isNoise = chance("noise", nvr, task, n) < 0.08;
  const text = isNoise ? pick(NOISE, nvr, task, n) : `INFO    ${pick(WORK, nvr, task, n)}`;
  const filled = text.replaceAll("$nvr", nvr).replaceAll("$of", String(of)).replaceAll("$n", String(n));
  return `[libtaskotron] ${clock(fromTime(started) + (duration * n) / of)} ${filled}`;
};

/** The lines that a task's tools print before its TAP, 30 to 250 of them; with a fault, those that end the log. */
export const logLines = (story: LogStory): readonly string[] => {
  const length = 30 + Math.floor(220 * chance("length", story.nvr, story.task) ** 2);
  const lines = Array.from({ length }, (_, n) => lineOf(story, n, length));
  if (story.fault === null) return lines;
  const isCrash = story.fault.includes("Error:");
  return [...lines, ...(isCrash ? TRACEBACK : []), story.fault];
};
