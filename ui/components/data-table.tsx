import { Panel } from "./panel.tsx";
import { Text } from "./text.tsx";

const MOST = 4000;

const asText = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return text.length > MOST ? `${text.slice(0, MOST)} …` : text;
};

/** Further keys that a check's YAML gave; nothing where it gave none. */
export const DataTable = ({ data }: { readonly data: Readonly<Record<string, unknown>> }) => {
  const entries = Object.entries(data);
  if (entries.length === 0) return null;
  return (
    <Panel title="Data" note="as the check gave it">
      <dl class="data">
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt class="mono">
              <Text text={key} />
            </dt>
            <dd>
              {asText(value)
                .split("\n")
                .map((line, index) => (
                  <span key={index} class="data-line mono">
                    <Text text={line} />
                  </span>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
};
