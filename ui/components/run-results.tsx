import type { Result } from "../../model/result.ts";
import type { Run } from "../../model/run.ts";
import { toItem, toLog, toResult, toSeries } from "../address.ts";
import { duration } from "../format/duration.ts";
import { linesText } from "../format/lines.ts";
import { plural } from "../format/number.ts";
import { ResultArtifact } from "./artifacts.tsx";
import { Findings } from "./findings.tsx";
import { Name } from "./name.tsx";
import { OutcomeTag } from "./outcome.tsx";
import { Text } from "./text.tsx";

const FINDINGS_SHOWN = 5;

const Ways = ({ result, run }: { readonly result: Result; readonly run: Run }) => (
  <>
    <ResultArtifact result={result} run={run} />
    {result.log !== null && (
      <a
        href={toLog(result.run, result.log.name, {
          first: result.log.first_line,
          last: result.log.last_line,
        })}
      >
        {linesText(result.log)}
      </a>
    )}
    <a href={toSeries(result.package, result.check)}>history</a>
  </>
);

const Row = ({ result, run }: { readonly result: Result; readonly run: Run }) => (
  <article class="hit row">
    <div class="head">
      <OutcomeTag outcome={result.outcome} />
      <a href={toResult(result.run, result.position)}>
        <Name text={result.check} />
      </a>
      {result.item !== run.item && (
        <a class="mono quiet" href={toItem(result.type, result.item)}>
          <Name text={result.item} />
        </a>
      )}
      {result.arch !== run.arch && <span class="tag">{result.arch}</span>}
      {result.scenario !== null && (
        <span class="tag">
          <Name text={result.scenario} />
        </span>
      )}
      {result.findings.length > 0 && <span class="dim">{plural(result.findings.length, "finding")}</span>}
      {result.duration_ms !== null && <span class="dimmer">{duration(result.duration_ms)}</span>}
      <span class="tools">
        <Ways result={result} run={run} />
      </span>
    </div>
    {result.note !== null && (
      <p class="said">
        <Text text={result.note} />
      </p>
    )}
    <Findings result={result} most={FINDINGS_SHOWN} />
  </article>
);

/** Results of a run with what they found; what they share with their run is not repeated. */
export const RunResults = ({ results, run }: { readonly results: readonly Result[]; readonly run: Run }) => (
  <>
    {results.map((result) => (
      <Row key={result.id} result={result} run={run} />
    ))}
  </>
);
