import type { ComponentChildren } from "preact";

/** The top of a page about one thing: what it is, its name, its facts. */
export const Heading = ({
  kind,
  title,
  facts,
  mono = false,
}: {
  readonly kind: ComponentChildren;
  readonly title: ComponentChildren;
  readonly facts?: ComponentChildren;
  readonly mono?: boolean;
}) => (
  <div class="heading">
    <div class="dim">{kind}</div>
    <h1 class={mono ? "mono" : undefined}>{title}</h1>
    {facts !== undefined && <div class="dim facts-line">{facts}</div>}
  </div>
);

/** Facts in one line, apart by a dot; what is absent is left out. */
export const Dots = ({ children }: { readonly children: readonly ComponentChildren[] }) => (
  <>
    {children
      .filter((child) => child !== null && child !== undefined && child !== false && child !== "")
      .map((child, index) => (
        <span key={index} class="dot">
          {child}
        </span>
      ))}
  </>
);
