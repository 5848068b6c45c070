import type { SearchAnswer } from "../../model/answer/search.ts";
import { isOutcome } from "../../model/outcome.ts";
import { withQuery } from "../address.ts";
import { grouped } from "../format/number.ts";
import type { Context } from "../page.ts";
import { hasTerm, terms, toggled } from "../query.ts";
import { OutcomeTag } from "./outcome.tsx";
import { Name } from "./name.tsx";

const FIELDS = ["outcome", "package", "check", "arch"] as const;

const LABELS = { outcome: "Outcome", package: "Package", check: "Check", arch: "Architecture" } as const;

const SHOWN = 10;

type Facet = NonNullable<SearchAnswer["facets"][string]>[number];

const Row = ({
  context,
  q,
  field,
  facet,
}: {
  readonly context: Context;
  readonly q: string;
  readonly field: string;
  readonly facet: Facet;
}) => {
  const term = terms({ [field]: facet.value });
  const on = hasTerm(q, term);
  const change = (text: string): string =>
    withQuery("/search", { ...Object.fromEntries(context.query), q: toggled(q, text), cursor: null });
  return (
    <li class={on ? "on" : undefined}>
      <a
        class="facet"
        href={change(term)}
        title={on ? `take ${term} out of the query` : `add ${term} to the query`}
      >
        {isOutcome(facet.value) ? <OutcomeTag outcome={facet.value} /> : <Name text={facet.value} />}
        {on && <span class="dimmer"> ×</span>}
      </a>
      {!on && (
        <a
          class="minus"
          href={change(`-${term}`)}
          title={`leave out ${term}`}
          aria-label={`leave out ${term}`}
        >
          −
        </a>
      )}
      <span class="count">{grouped(facet.count)}</span>
    </li>
  );
};

/** The values that the hits have, with counts; a click adds the value to the query or takes it out. */
export const Facets = ({
  context,
  q,
  answer,
}: {
  readonly context: Context;
  readonly q: string;
  readonly answer: SearchAnswer;
}) => (
  <aside class="panel side facets" aria-label="narrow the search">
    {FIELDS.map((field) => {
      const values = answer.facets[field] ?? [];
      if (values.length === 0) return null;
      return (
        <section key={field}>
          <h2>{LABELS[field]}</h2>
          <ul>
            {values.slice(0, SHOWN).map((facet) => (
              <Row key={facet.value} context={context} q={q} field={field} facet={facet} />
            ))}
          </ul>
          {values.length > SHOWN && (
            <details>
              <summary>{grouped(values.length - SHOWN)} more</summary>
              <ul>
                {values.slice(SHOWN).map((facet) => (
                  <Row key={facet.value} context={context} q={q} field={field} facet={facet} />
                ))}
              </ul>
            </details>
          )}
        </section>
      );
    })}
  </aside>
);
