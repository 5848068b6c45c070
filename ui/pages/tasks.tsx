import type { TaskAnswer } from "../../model/answer/task.ts";
import { toCheck, withQuery } from "../address.ts";
import { Heading } from "../components/heading.tsx";
import { Empty, Panel } from "../components/panel.tsx";
import { Text } from "../components/text.tsx";
import { plural } from "../format/number.ts";
import type { Page } from "../page.ts";
import { terms } from "../query.ts";

const Row = ({ task }: { readonly task: TaskAnswer }) => (
  <tr class="row">
    <td class="c1 main">
      <a href={toCheck(task.name)}>
        <Text text={task.name} />
      </a>
      <span class="note-line dim">
        <Text text={task.desc.split("\n", 1)[0] ?? ""} />
      </span>
    </td>
    <td class="c2">
      {task.types.map((type) => (
        <span key={type} class="tag">
          {type}
        </span>
      ))}
    </td>
    <td class="c2 dim nowrap">
      <Text text={task.maintainer} />
    </td>
    <td class="c2 mono dimmer nowrap" title={task.path}>
      <Text text={task.path.split("/").at(-1) ?? ""} />
    </td>
    <td class="c1 num">
      <a href={withQuery("/runs", { q: terms({ task: task.name }) })}>runs</a>
    </td>
  </tr>
);

/** The tasks that this server can run. */
export const tasksPage: Page = async ({ ask }) => {
  const { data } = await ask<{ readonly data: readonly TaskAnswer[] }>("/tasks");
  return {
    title: "Tasks",
    description: "The tasks that this server can run.",
    section: "Tasks",
    body: (
      <>
        <Heading kind="what this server can run" title="Tasks" facts={plural(data.length, "task")} />
        <Panel title="Tasks" more={<a href="/api/v1/tasks">JSON</a>}>
          {data.length === 0 ? (
            <Empty>
              <p>This server knows no tasks. Run one with `runtask` and report it here.</p>
            </Empty>
          ) : (
            <table class="cards">
              <thead>
                <tr>
                  <th>task</th>
                  <th>item types</th>
                  <th>maintainer</th>
                  <th>formula</th>
                  <th>
                    <span class="sr">links</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.map((task) => (
                  <Row key={task.path} task={task} />
                ))}
              </tbody>
            </table>
          )}
        </Panel>
      </>
    ),
  };
};
