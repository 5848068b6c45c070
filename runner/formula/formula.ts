import type { Node } from "yaml";
import type { Environment } from "./environment.ts";
import { typesAmong } from "./input.ts";
import type { YamlSource } from "./yaml-source.ts";

export interface Step {
  readonly name: string;
  readonly directive: string;
  /** Variables are still in it. */
  readonly parameters: Node | null;
  /** The variable that takes the step's value. */
  readonly export: string | null;
}

/** A task's description, read and checked. */
export interface Formula {
  readonly source: YamlSource;
  readonly folder: string;
  readonly name: string;
  /** Name of its check: the task's own, below its namespace if it has one. */
  readonly check: string;
  readonly namespace: string | null;
  readonly desc: string;
  readonly maintainer: string;
  readonly environment: Environment;
  readonly args: readonly string[];
  readonly steps: readonly Step[];
}

/** Item types that the formula takes; none means any. */
export const itemTypes = ({ args }: Formula): readonly string[] => typesAmong(args);
