import type { LinesAnswer } from "../../model/answer/log.ts";
import type { Result } from "../../model/result.ts";
import type { Run } from "../../model/run.ts";
import { toCheck, toItem, toLog, toPackage, toRun, toSearch, toSeries, withQuery } from "../address.ts";
import { maybe, type Ask } from "../ask.ts";
import { ResultArtifact } from "../components/artifacts.tsx";
import { DataTable } from "../components/data-table.tsx";
import { FactList } from "../components/facts.tsx";
import { Findings } from "../components/findings.tsx";
import { GeneratedNote } from "../components/generated.tsx";
import { Dots, Heading } from "../components/heading.tsx";
import { Lines } from "../components/lines.tsx";
import { Name } from "../components/name.tsx";
import { OutcomeTag, RunTag } from "../components/outcome.tsx";
import { Panel } from "../components/panel.tsx";
import { Text } from "../components/text.tsx";
import { When } from "../components/when.tsx";
import { duration } from "../format/duration.ts";
import { linesText } from "../format/lines.ts";
import { grouped, plural } from "../format/number.ts";
import { outcomeLook } from "../format/outcome.ts";
import type { Page } from "../page.ts";

const CONTEXT = 3;
const EXCERPT = 60;
const FINDINGS_SHOWN = 500;

const excerptOf = async (ask: Ask, { run, log }: Result): Promise<LinesAnswer | null> => {
  if (log === null) return null;
  const first = Math.max(1, log.first_line - CONTEXT);
  const count = Math.min(EXCERPT, log.last_line - first + 1 + CONTEXT);
  const answer = await maybe(
    ask<LinesAnswer>(withQuery(`/runs/${run}/logs/${encodeURIComponent(log.name)}`, { first, count })),
  );
  return answer.kind === "value" ? answer.value : null;
};

const Excerpt = ({ result, answer }: { readonly result: Result; readonly answer: LinesAnswer }) => {
  if (result.log === null) return null;
  const { name, first_line, last_line } = result.log;
  const cut = last_line - (answer.data.at(-1)?.number ?? last_line);
  return (
    <Panel
      title="Log"
      note={
        <span class="mono">
          {name}, {linesText({ first_line, last_line })}
        </span>
      }
      more={<a href={toLog(result.run, name, { first: first_line, last: last_line })}>open in the log</a>}
    >
      <div class="lines" tabIndex={0} role="region" aria-label="excerpt of the log">
        <Lines
          lines={answer.data.map((line) => ({
            ...line,
            className: line.number >= first_line && line.number <= last_line ? "sel" : "",
          }))}
          href={(line) => toLog(result.run, name, { first: line })}
        />
      </div>
      {cut > 0 && <p class="empty">{grouped(cut)} more lines in the log.</p>}
    </Panel>
  );
};

/** What the result names, or else the way to all that its run left. */
const artifactOf = (result: Result, run: Run) => {
  if (result.artifact !== null) return <ResultArtifact key="artifact" result={result} run={run} />;
  if (run.artifacts.length === 0) return null;
  return (
    <a key="artifact" href={`${toRun(run.uuid)}#artifacts`}>
      {plural(run.artifacts.length, "artifact")} of the run
    </a>
  );
};

const ResultFacts = ({ result, run }: { readonly result: Result; readonly run: Run }) => (
  <Panel title="Facts" more={<a href={`/api/v1/results/${result.id}`}>JSON</a>}>
    <FactList
      facts={[
        [
          "run",
          <span key="run">
            <a class="mono" href={toRun(run.uuid)}>
              {run.uuid.slice(0, 8)}
            </a>{" "}
            <RunTag run={run} />
          </span>,
        ],
        [
          "package",
          <a key="package" href={toPackage(result.package)}>
            <Name text={result.package} />
          </a>,
        ],
        ["type", <Text key="type" text={result.type} />],
        ["architecture", result.arch],
        ["scenario", result.scenario === null ? null : <Text key="scenario" text={result.scenario} />],
        ["took", result.duration_ms === null ? null : duration(result.duration_ms)],
        ["position in the run", result.position],
        [
          "fingerprint",
          result.fingerprint === null ? null : (
            <a key="fingerprint" class="mono" href={toSearch(`fingerprint:${result.fingerprint}`)}>
              {result.fingerprint.slice(0, 16)}
            </a>
          ),
        ],
        ["artifact", artifactOf(result, run)],
        ["reference", result.ref_url === null ? null : <Text key="reference" text={result.ref_url} />],
      ]}
    />
  </Panel>
);

/** One answer of a check: what it said, what it found, where in the log. */
export const resultPage: Page = async ({ params, ask, now }) => {
  const [uuid = "", position = ""] = params;
  const [result, run] = await Promise.all([
    ask<Result>(`/results/${encodeURIComponent(`${uuid}.${position}`)}`),
    ask<Run>(`/runs/${encodeURIComponent(uuid)}`),
  ]);
  const excerpt = await excerptOf(ask, result);
  return {
    title: `${result.check} on ${result.item}: ${outcomeLook(result.outcome).word}`,
    description: result.note ?? `${result.findings.length} findings`,
    section: "Runs",
    body: (
      <>
        <Heading
          kind={
            <Dots>
              {"result"}
              <a href={toItem(result.type, result.item)} class="mono">
                <Name text={result.item} />
              </a>
              {result.arch}
            </Dots>
          }
          title={
            <>
              <a class="plain" href={toCheck(result.check)}>
                <Text text={result.check} />
              </a>{" "}
              <OutcomeTag outcome={result.outcome} />
            </>
          }
          facts={
            <Dots>
              <When time={result.submit_time} now={now} />
              <a href={toSeries(result.package, result.check)}>history of this check on this package</a>
            </Dots>
          }
        />
        <GeneratedNote when={result.generated} />
        {result.note !== null && (
          <p class="fault quiet-fault">
            <Text text={result.note} />
          </p>
        )}
        <div class="cols">
          <div class="stack">
            {result.findings.length > 0 && (
              <Panel title="Findings" note={grouped(result.findings.length)}>
                <Findings result={result} most={FINDINGS_SHOWN} />
              </Panel>
            )}
            {excerpt !== null && <Excerpt result={result} answer={excerpt} />}
            <DataTable data={result.data} />
          </div>
          <ResultFacts result={result} run={run} />
        </div>
      </>
    ),
  };
};
