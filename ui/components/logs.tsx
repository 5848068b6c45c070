import type { Log, Run } from "../../model/run.ts";
import { rawLog, toLog } from "../address.ts";
import { plural } from "../format/number.ts";
import { size } from "../format/size.ts";

/** The logs of a run: how long each is, its seal, and its bytes. */
export const LogTable = ({ run }: { readonly run: Run }) => (
  <table class="cards">
    <thead>
      <tr>
        <th>log</th>
        <th class="num">lines</th>
        <th class="num">size</th>
        <th>sha256</th>
        <th class="num">
          <span class="sr">raw bytes</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {run.logs.map((log) => (
        <LogRow key={log.name} run={run} log={log} />
      ))}
    </tbody>
  </table>
);

const LogRow = ({ run, log }: { readonly run: Run; readonly log: Log }) => (
  <tr class="row">
    <td class="c1 main">
      {isGone(run) ? (
        <span class="mono">{log.name}</span>
      ) : (
        <a class="mono" href={toLog(run.uuid, log.name)}>
          {log.name}
        </a>
      )}
    </td>
    <td class="c2 num">{plural(log.lines, "line")}</td>
    <td class="c2 num nowrap">{size(log.bytes)}</td>
    <td class="c2 mono dimmer sha" title={log.sha256 ?? "known when the run is sealed"}>
      {log.sha256 === null ? "not sealed yet" : log.sha256.slice(0, 12)}
    </td>
    <td class="c1 num">{!isGone(run) && <a href={rawLog(run.uuid, log.name)}>raw</a>}</td>
  </tr>
);

/** Whether retention has removed the bytes of the run's logs and artifacts. */
export const isGone = (run: Run): boolean => run.expired.includes("logs");
