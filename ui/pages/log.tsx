import { isFinal } from "../../model/run.ts";
import { rawLog, toCheck, toItem, toRun } from "../address.ts";
import { GeneratedNote } from "../components/generated.tsx";
import { Dots, Heading } from "../components/heading.tsx";
import { LogPanel } from "../components/log-panel.tsx";
import { LogSide } from "../components/log-side.tsx";
import { Name } from "../components/name.tsx";
import { RunTag } from "../components/outcome.tsx";
import { grouped, plural } from "../format/number.ts";
import { runLook } from "../format/outcome.ts";
import { size } from "../format/size.ts";
import { readLog } from "../log/read.ts";
import type { LogView } from "../log/view.ts";
import type { Page } from "../page.ts";

const Seal = ({ view: { log, run } }: { readonly view: LogView }) => {
  if (log.sha256 === null) return <>{isFinal(run.state) ? "not sealed" : "still arriving"}</>;
  return (
    <span title={log.sha256}>
      sealed, sha256 <span class="mono">{log.sha256.slice(0, 8)}…</span>
    </span>
  );
};

const Top = ({ view }: { readonly view: LogView }) => (
  <Heading
    kind={
      <Dots>
        <a href={toRun(view.run.uuid)}>run {view.run.uuid.slice(0, 8)}</a>
        <a href={toCheck(view.run.task)}>
          <Name text={view.run.task} />
        </a>
        <a class="mono" href={toItem(view.run.type, view.run.item)}>
          <Name text={view.run.item} />
        </a>
        {view.run.arch}
      </Dots>
    }
    mono
    title={
      <>
        {view.log.name} <RunTag run={view.run} />
      </>
    }
    facts={
      <Dots>
        {plural(view.log.lines, "line")}
        {size(view.log.bytes)}
        <Seal view={view} />
        <a href={rawLog(view.run.uuid, view.log.name)}>raw</a>
      </Dots>
    }
  />
);

/** A log: 1,000 lines a page, every line with its address; with JavaScript also ranges, finding and stepping. */
export const logPage: Page = async ({ ask, params, query }) => {
  const view = await readLog(ask, params, query);
  return {
    title: `${view.log.name} of ${view.run.task} on ${view.run.item}`,
    description: `${grouped(view.log.lines)} lines; the run ${runLook(view.run).word}`,
    section: "Runs",
    islands: ["log"],
    body: (
      <>
        <Top view={view} />
        <GeneratedNote when={view.run.generated} />
        <div class="cols log-cols">
          <LogSide view={view} />
          <LogPanel view={view} />
        </div>
      </>
    ),
  };
};
