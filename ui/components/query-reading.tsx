import type { Asked } from "../../model/answer/window.ts";
import { Text } from "./text.tsx";

/** What was understood of a query, as pills, and what its author may not have meant. */
export const QueryReading = ({ asked }: { readonly asked: Pick<Asked, "understood" | "warnings"> }) => (
  <div class="reading">
    {asked.understood.pills.length > 0 && (
      <ul class="pills" aria-label="understood as">
        {asked.understood.pills.map((pill, index) => (
          <li key={index} class={pill.negated ? "pill not" : "pill"}>
            {pill.label}{" "}
            <b>
              {pill.negated && "not "}
              <Text text={pill.value} />
            </b>
          </li>
        ))}
      </ul>
    )}
    {asked.warnings.length > 0 && (
      <ul class="warnings">
        {asked.warnings.map((warning, index) => (
          <li key={index}>
            <Text text={warning.message} />
          </li>
        ))}
      </ul>
    )}
  </div>
);
