import type { ComponentChild } from "preact";
import type { Ask } from "./ask.ts";
import type { Draw } from "./charts/draw.ts";

/** What a page is made from. */
export interface Context {
  /** The variable parts of the path, decoded, in order. */
  readonly params: readonly string[];
  readonly path: string;
  readonly query: URLSearchParams;
  readonly ask: Ask;
  readonly draw: Draw;
  readonly now: number;
}

export const SECTIONS = ["Overview", "Packages", "Checks", "Runs", "Tasks"] as const;

export type Section = (typeof SECTIONS)[number];

/** A page: what the browser's tab says, what a link preview says, and the body. */
export interface View {
  readonly title: string;
  readonly description: string;
  readonly body: ComponentChild;
  readonly status?: number;
  readonly section?: Section;
  /** What stands in the search box. */
  readonly q?: string;
  /** Client scripts that the page needs beside the common one. */
  readonly islands?: readonly ("log" | "chart")[];
  /** Seconds after which the page asks again, for pages of what is going on now. */
  readonly refresh?: number;
}

export type Page = (context: Context) => Promise<View>;
