import { PROBLEM_KINDS, type ProblemKind } from "../../model/problem.ts";
import { MAIN_LOG, type Run } from "../../model/run.ts";
import { toLog } from "../address.ts";
import { Panel } from "./panel.tsx";
import { Text } from "./text.tsx";

const isKnown = (kind: string): kind is ProblemKind => Object.hasOwn(PROBLEM_KINDS, kind);

/** What was wrong with what a task printed, each with its line of the log; nothing where nothing was. */
export const Problems = ({ run }: { readonly run: Run }) =>
  run.problems.length === 0 ? null : (
    <Panel title="Problems" note="with what the task printed; its results stay, the run is not ok">
      <table class="cards">
        <tbody>
          {run.problems.map((problem, index) => (
            <tr key={index} class="row">
              <td class="c1 tagcell">
                <span
                  class="tag warn"
                  title={isKnown(problem.kind) ? PROBLEM_KINDS[problem.kind] : undefined}
                >
                  {problem.kind}
                </span>
              </td>
              <td class="c1 main">
                <Text text={problem.message} />
              </td>
              <td class="c1 num nowrap">
                {problem.line !== null && run.logs.some(({ name }) => name === MAIN_LOG) && (
                  <a href={toLog(run.uuid, MAIN_LOG, { first: problem.line })}>line {problem.line}</a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
