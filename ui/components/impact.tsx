import type { SearchAnswer } from "../../model/answer/search.ts";
import { atLeast, grouped, plural } from "../format/number.ts";
import { took } from "../format/duration.ts";
import { When } from "./when.tsx";

/** How much of everything a search concerns, in one sentence, and how long it took to know. */
export const ImpactSentence = ({ answer, now }: { readonly answer: SearchAnswer; readonly now: number }) => {
  const { impact } = answer;
  return (
    <p class="impact">
      {impact.runs === 0 ? (
        <>
          In <b>none</b> of {grouped(impact.runs_total)} runs.
        </>
      ) : (
        <>
          In <b>{atLeast(impact.runs, impact.exact)}</b> of {plural(impact.runs_total, "run")},{" "}
          <b>
            {grouped(impact.failed_runs)} of {grouped(impact.failed_runs_total)}
          </b>{" "}
          failed ones, <b>{plural(impact.packages, "package")}</b>, {plural(impact.checks, "check")}
          {impact.last !== null && (
            <>
              , last <When time={impact.last} now={now} />
            </>
          )}
          .
        </>
      )}{" "}
      <span class="dimmer nowrap">{took(answer.took_ms)}, newest first</span>
      {!impact.exact && " "}
      {!impact.exact && (
        <span class="tag warn" title="the time limit ended the search; narrow it to see all">
          cut short
        </span>
      )}
    </p>
  );
};
