import type { JobAnswer } from "../../model/answer/task.ts";
import { toItem, toRun } from "../address.ts";
import { grouped } from "../format/number.ts";
import { inFull } from "../format/time.ts";
import type { Look } from "../format/outcome.ts";
import { Name } from "./name.tsx";
import { When } from "./when.tsx";

const LOOKS: Readonly<Record<string, Look>> = {
  waiting: { glyph: "·", word: "waiting", className: "o-skip" },
  delayed: { glyph: "◷", word: "later", className: "o-skip" },
  leased: { glyph: "▸", word: "running", className: "o-live" },
  done: { glyph: "■", word: "done", className: "o-skip" },
  cancelled: { glyph: "×", word: "cancelled", className: "o-skip" },
};

const Row = ({ job, now }: { readonly job: JobAnswer; readonly now: number }) => {
  const look = LOOKS[job.state] ?? { glyph: "·", word: job.state, className: "o-skip" };
  return (
    <tr class="row">
      <td class="c1 tagcell">
        <span class={`o ${look.className}`}>
          <span class="glyph" aria-hidden="true">
            {look.glyph}
          </span>
          {look.word}
        </span>
      </td>
      <td class="c1 main">
        <a href={toRun(job.uuid)}>
          <Name text={job.task} />
        </a>{" "}
        <a class="mono quiet" href={toItem(job.type, job.item)}>
          <Name text={job.item} />
        </a>
        <Notes job={job} />
      </td>
      <td class="c1 num">{job.position === null ? "" : grouped(job.position)}</td>
      <td class="c1 num nowrap">
        <When time={job.created} now={now} />
      </td>
    </tr>
  );
};

/** What else there is to say: which attempt it is, who has it, when it may begin. */
const Notes = ({ job }: { readonly job: JobAnswer }) => (
  <span class="dimmer">
    {job.attempt > 1 && ` attempt ${job.attempt}`}
    {job.state === "leased" && job.worker !== null && (
      <>
        {" on "}
        <Name text={job.worker} />
      </>
    )}
    {job.state === "delayed" && job.not_before !== null && <> not before {inFull(job.not_before)}</>}
  </span>
);

/** Jobs: what runs or waits, and since when. */
export const JobTable = ({ jobs, now }: { readonly jobs: readonly JobAnswer[]; readonly now: number }) => (
  <table class="cards">
    <thead>
      <tr>
        <th class="tagcell">state</th>
        <th>task and item</th>
        <th class="num">place</th>
        <th class="num">wished</th>
      </tr>
    </thead>
    <tbody>
      {jobs.map((job) => (
        <Row key={job.uuid} job={job} now={now} />
      ))}
    </tbody>
  </table>
);
