import type Type from "typebox";
import { TaskAnswer } from "../../model/answer/task.ts";
import { pageOf } from "../../model/page.ts";
import { answers } from "../answers.ts";
import type { Routes } from "../context.ts";

const TasksAnswer = pageOf(TaskAnswer);

export const taskRoutes: Routes = async (app, { tasks }) => {
  app.get(
    "/tasks",
    { schema: { summary: "Lists the tasks that can be scheduled by name", response: answers(TasksAnswer) } },
    async (): Promise<Type.Static<typeof TasksAnswer>> => {
      const data = [...(await tasks())];
      return { data, next: null, total: { value: data.length, exact: true } };
    },
  );
};
