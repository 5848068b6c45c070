import type { Spec } from "vega";
import { viewOf } from "./runtime.ts";
import { newTooltip } from "./tooltip.ts";

/** Milliseconds of a stretch below which a drag was a click. */
const LEAST = 1;

const MINUTE = 60e3;

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The page for a stretch of time: the same address with other ends. */
const goTo = (from: number, to: number): void => {
  const address = new URL(location.href);
  for (const name of ["cursor", "by"]) address.searchParams.delete(name);
  address.searchParams.set("from", iso(Math.floor(from / MINUTE) * MINUTE));
  address.searchParams.set("to", iso(Math.ceil(to / MINUTE) * MINUTE));
  location.assign(address);
};

type Brushed = { readonly start?: readonly number[] } | null;

/** Makes the picture of a chart answer: what is under the pointer is told, dragging selects a stretch of time, Escape lets go of it. */
export const interact = async (wide: Element): Promise<void> => {
  const spec = wide.parentElement?.querySelector(".chart-data")?.textContent;
  if (spec === null || spec === undefined) return;
  const holder = document.createElement("div");
  holder.className = "svg wide interactive";
  holder.setAttribute("aria-hidden", "true");
  const tell = newTooltip();
  const view = await viewOf(JSON.parse(spec) as Spec, holder, (_, event, __, value: unknown) =>
    tell(event, value),
  );
  for (const link of holder.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  wide.replaceWith(holder);
  holder.addEventListener("pointerleave", () => tell({ clientX: 0, clientY: 0 }, null));
  let brushed: readonly number[] = [];
  view.addSignalListener("range", (_, value: Brushed) => (brushed = value?.start ?? []));
  addEventListener("pointerup", () => {
    const [from, to] = [Math.min(...brushed), Math.max(...brushed)];
    brushed = [];
    if (to - from > LEAST) goTo(from, to);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") brushed = [];
  });
};
