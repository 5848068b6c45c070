import type { ResultsAnswer } from "../../model/answer/list.ts";
import { type Expirable, isFinal, type Run, type Source } from "../../model/run.ts";
import { toCheck, toItem, toPackage, toRun, toSearch, withQuery } from "../address.ts";
import { maybe } from "../ask.ts";
import { Artifacts } from "../components/artifacts.tsx";
import { FactList } from "../components/facts.tsx";
import { GeneratedNote } from "../components/generated.tsx";
import { Dots, Heading } from "../components/heading.tsx";
import { LogTable } from "../components/logs.tsx";
import { Name } from "../components/name.tsx";
import { RunTag } from "../components/outcome.tsx";
import { More } from "../components/pager.tsx";
import { Empty, Panel, Unreadable } from "../components/panel.tsx";
import { Problems } from "../components/problems.tsx";
import { RunResults } from "../components/run-results.tsx";
import { Text } from "../components/text.tsx";
import { Tools } from "../components/tools.tsx";
import { When } from "../components/when.tsx";
import { duration } from "../format/duration.ts";
import { runLook } from "../format/outcome.ts";
import { atLeast, grouped } from "../format/number.ts";
import type { Context, Page } from "../page.ts";

const REFRESH = 3;
const PAGE = 100;

const exitText = (run: Run): string | null => {
  if (run.signal !== null) return `signal ${run.signal}`;
  return run.exit_code === null ? null : String(run.exit_code);
};

const GONE: Readonly<Record<Expirable, string>> = { logs: "logs and artifacts", findings: "findings" };

/** What retention has done, or may not do. */
const keptText = (run: Run): string | null => {
  if (run.pinned) return "for ever: it is pinned";
  return run.expired.length === 0
    ? null
    : `its ${run.expired.map((what) => GONE[what]).join(", ")} are kept no more`;
};

const RunFacts = ({ run, context }: { readonly run: Run; readonly context: Context }) => (
  <Panel title="Facts" more={<a href={`/api/v1/runs/${run.uuid}`}>JSON</a>}>
    <FactList
      facts={[
        ["state", run.state.toLowerCase()],
        [
          "package",
          <a key="package" href={toPackage(run.package)}>
            <Name text={run.package} />
          </a>,
        ],
        [
          "version",
          run.version === null ? null : `${run.version}${run.release === null ? "" : `-${run.release}`}`,
        ],
        ["architecture", run.arch],
        [
          "started",
          run.started === null ? null : <When key="started" time={run.started} now={context.now} />,
        ],
        ["took", run.duration_ms === null ? null : duration(run.duration_ms)],
        ["exit", exitText(run)],
        ["limit reached", run.limit],
        ["planned points", run.plan],
        ["attempt", run.attempt > 1 ? String(run.attempt) : null],
        [
          "retry of",
          run.retry_of === null ? null : (
            <a key="retry" class="mono" href={toRun(run.retry_of)}>
              {run.retry_of.slice(0, 8)}
            </a>
          ),
        ],
        ["task's source", run.source && <Name key="source" text={run.source.url} />],
        ["commit", run.source && <CommitText key="commit" source={run.source} />],
        ["kept", keptText(run)],
        ["runner", run.runner === null ? null : <Name key="runner" text={run.runner} />],
        [
          "uuid",
          <code key="uuid" class="uuid">
            {run.uuid}
          </code>,
        ],
      ]}
    />
  </Panel>
);

const CommitText = ({ source }: { readonly source: Source }) => (
  <>
    <code title={source.commit}>{source.commit.slice(0, 12)}</code>
    {source.dirty && " with changes"}
  </>
);

const NoResults = ({ run }: { readonly run: Run }) => (
  <Empty>
    <p>
      {isFinal(run.state)
        ? "The run left no result. Its log says why."
        : "No result yet; they appear here as the task prints them."}
    </p>
  </Empty>
);

/** One run: how it ended and why, what it found, what it printed. */
export const runPage: Page = async (context) => {
  const [uuid = ""] = context.params;
  const path = withQuery(`/runs/${encodeURIComponent(uuid)}/results`, {
    limit: PAGE,
    cursor: context.query.get("cursor"),
  });
  const [run, results] = await Promise.all([
    context.ask<Run>(`/runs/${encodeURIComponent(uuid)}`),
    maybe(context.ask<ResultsAnswer>(path)),
  ]);
  const word = runLook(run).word;
  return {
    title: `${run.task} on ${run.item}: ${word}`,
    description: `${run.fault ?? `${word}, ${run.results} results`}; run ${run.uuid}`,
    section: "Runs",
    ...(isFinal(run.state) ? {} : { refresh: REFRESH }),
    body: (
      <>
        <Heading
          kind={
            <Dots>
              {"run"}
              <a href={toCheck(run.task)}>
                <Name text={run.task} />
              </a>
              {run.arch}
            </Dots>
          }
          mono
          title={
            <>
              <a class="plain" href={toItem(run.type, run.item)}>
                <Text text={run.item} />
              </a>{" "}
              <RunTag run={run} />
            </>
          }
          facts={
            <Dots>
              <When time={run.started ?? run.created} now={context.now} />
              {run.duration_ms !== null && duration(run.duration_ms)}
              <a href={toSearch(`run:${run.uuid}`, { in: "log" })}>search in its logs</a>
            </Dots>
          }
        />
        <GeneratedNote when={run.generated} />
        {run.fault !== null && (
          <p class="fault">
            <Text text={run.fault} />
          </p>
        )}
        <div class="cols">
          <div class="stack">
            <Problems run={run} />
            <Panel
              title="Results"
              note={
                results.kind === "value"
                  ? atLeast(results.value.total.value, results.value.total.exact)
                  : undefined
              }
              more={<Tools api={path} q={`run:${run.uuid}`} />}
            >
              {results.kind === "error" && <Unreadable message={results.message} />}
              {results.kind === "value" && results.value.data.length === 0 && <NoResults run={run} />}
              {results.kind === "value" && results.value.data.length > 0 && (
                <RunResults results={results.value.data} run={run} />
              )}
              {results.kind === "value" && (
                <More context={context} next={results.value.next} of="more results" />
              )}
            </Panel>
            <Panel title="Logs">
              {run.logs.length === 0 ? (
                <Empty>
                  <p>Nothing printed yet.</p>
                </Empty>
              ) : (
                <LogTable run={run} />
              )}
            </Panel>
            {run.artifacts.length > 0 && (
              <Panel
                title={<span id="artifacts">Artifacts</span>}
                note={grouped(run.artifacts.length)}
                more={<a href={`/api/v1/runs/${run.uuid}/artifacts`}>JSON</a>}
              >
                <Artifacts run={run} />
              </Panel>
            )}
          </div>
          <RunFacts run={run} context={context} />
        </div>
      </>
    ),
  };
};
