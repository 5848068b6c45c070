import type { ComponentChildren } from "preact";
import { type Spark, SparkLine } from "./spark.tsx";

/** Named facts as a definition list; those without a value are left out. */
export const FactList = ({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ComponentChildren])[];
}) => (
  <dl class="fact-list">
    {facts
      .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

/** A big number, what it is, and what is behind it. */
export interface BigFact {
  readonly value: ComponentChildren;
  readonly about: ComponentChildren;
  readonly href?: string;
  readonly spark?: Spark;
}

export const BigFacts = ({ facts }: { readonly facts: readonly BigFact[] }) => (
  <ul class="panel big-facts" aria-label="in numbers">
    {facts.map((fact, index) => (
      <li key={index}>
        <b>
          {fact.href === undefined ? fact.value : <a href={fact.href}>{fact.value}</a>}
          <SparkLine spark={fact.spark ?? null} />
        </b>
        <small>{fact.about}</small>
      </li>
    ))}
  </ul>
);
