import type { Run } from "../../model/run.ts";
import { toItem, toRun } from "../address.ts";
import { duration } from "../format/duration.ts";
import { grouped } from "../format/number.ts";
import { shown } from "../log/controls.ts";
import { Generated } from "./generated.tsx";
import { Name } from "./name.tsx";
import { RunTag } from "./outcome.tsx";
import { Text } from "./text.tsx";
import { When } from "./when.tsx";

const Row = ({ run, now }: { readonly run: Run; readonly now: number }) => (
  <tr class="row">
    <td class="c1 tagcell">
      <RunTag run={run} />
    </td>
    <td class="c1 main">
      <a href={toRun(run.uuid)}>
        <Name text={run.task} />
      </a>{" "}
      <a class="mono quiet" href={toItem(run.type, run.item)}>
        <Name text={run.item} />
      </a>
      {run.fault !== null && (
        <span class="note-line one dim" title={shown(run.fault)}>
          <Text text={run.fault} />
        </span>
      )}
    </td>
    <td class="c2">
      <span class="tags">
        <span class="tag">{run.arch}</span>
        <Generated when={run.generated} />
      </span>
    </td>
    <td class="c2 num" data-label="results">
      {grouped(run.results)}
    </td>
    <td class="c2 num" data-label="took">
      {run.duration_ms === null ? "–" : duration(run.duration_ms)}
    </td>
    <td class="c1 num nowrap">
      <When time={run.started ?? run.created} now={now} />
    </td>
  </tr>
);

/** Runs, newest first: how each ended, of what, how long it took. */
export const RunTable = ({ runs, now }: { readonly runs: readonly Run[]; readonly now: number }) => (
  <table class="cards">
    <thead>
      <tr>
        <th class="tagcell">outcome</th>
        <th>task and item</th>
        <th>
          <span class="sr">architecture</span>
        </th>
        <th class="num">results</th>
        <th class="num">took</th>
        <th class="num">started</th>
      </tr>
    </thead>
    <tbody>
      {runs.map((run) => (
        <Row key={run.uuid} run={run} now={now} />
      ))}
    </tbody>
  </table>
);
