import type { Draw } from "../charts/draw.ts";
import { sparklineSpec } from "../charts/sparkline.ts";

/** A small line beside a number; null where it could not be drawn, or has too little to show. */
export type Spark = string | null;

const LEAST = 3;

export const drawSpark = async (draw: Draw, values: readonly (number | null)[]): Promise<Spark> => {
  if (values.filter((value) => value !== null).length < LEAST) return null;
  return draw(sparklineSpec(values)).then(
    ({ svg }) => svg,
    () => null,
  );
};

/** Vega's own SVG, which escapes the texts that it holds. The number beside it says what it shows. */
export const SparkLine = ({ spark }: { readonly spark: Spark }) =>
  spark === null ? null : (
    <span class="spark" aria-hidden="true" dangerouslySetInnerHTML={{ __html: spark }} />
  );
