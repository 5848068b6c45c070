import type Type from "typebox";
import { ITEM_ALIASES, ITEM_TYPES } from "../../model/item.ts";
import { DIRECTIVES } from "../directives/table.ts";
import { ENVIRONMENT_FIELDS } from "./environment.ts";
import { FIELDS } from "./read-formula.ts";
import { STEP_FIELDS } from "./steps.ts";
import { BUILT_IN } from "./variables.ts";

type Json = Readonly<Record<string, unknown>>;

/** The JSON Schema of a formula, for editors. It knows no variables: where one may stand for what is asked for, any text with a `$` fits. */
export const formulaSchema = (): Json => {
  const directives = Object.entries(DIRECTIVES).map(
    ([name, { parameters }]) => [name, withVariables(plain(parameters))] as const,
  );
  const steps = {
    type: "array",
    minItems: 1,
    items: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: { type: WORD, description: STEP_FIELDS.name },
        export: { type: "string", pattern: "^[A-Za-z_]\\w*$", description: STEP_FIELDS.export },
        ...Object.fromEntries(directives),
      },
      oneOf: directives.map(([name]) => ({ required: [name] })),
    },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Formula of a taskotron task",
    type: "object",
    required: ["name", "desc", "maintainer"],
    oneOf: [{ required: ["actions"] }, { required: ["task"] }],
    additionalProperties: false,
    properties: described(FIELDS, {
      name: NAME,
      desc: { type: WORD },
      maintainer: { type: WORD },
      input: INPUT,
      actions: steps,
      task: steps,
      namespace: NAME,
      environment: {
        type: "object",
        additionalProperties: false,
        properties: described(ENVIRONMENT_FIELDS, ENVIRONMENT),
      },
    }),
  };
};

/** A text may be written so that YAML reads a number. */
const WORD = ["string", "number"];

const NAME = { type: WORD, pattern: "^[A-Za-z0-9][\\w.-]{0,99}$" };

const WORDS = { type: ["string", "array"], items: { type: WORD } };

const INPUT = {
  type: "object",
  required: ["args"],
  properties: {
    args: {
      type: ["string", "array"],
      items: {
        anyOf: [
          { enum: [...ITEM_TYPES, ...Object.keys(ITEM_ALIASES), ...Object.keys(BUILT_IN)] },
          { type: "string", pattern: "^[A-Za-z_][\\w, ]*$" },
        ],
      },
    },
  },
};

/** The words that were truth values in the YAML of 2014. */
const SWITCH = { type: "string", pattern: "^([Yy]es|[Nn]o|[Oo]n|[Oo]ff|YES|NO|ON|OFF)$" };

const ENVIRONMENT: Readonly<Record<keyof typeof ENVIRONMENT_FIELDS, Json>> = {
  rpm: WORDS,
  deb: WORDS,
  npm: WORDS,
  pip: WORDS,
  network: { anyOf: [{ type: "boolean" }, SWITCH] },
  secrets: WORDS,
  quiet: { type: "number", exclusiveMinimum: 0, maximum: 1440 },
  image: { type: "string" },
  distro: { type: "string" },
  release: { type: WORD },
  flavor: { type: WORD },
  arch: { type: WORD },
};

const described = <Name extends string>(
  about: Readonly<Record<Name, string>>,
  schemas: Readonly<Record<Name, Json>>,
): Json =>
  Object.fromEntries(
    Object.keys(schemas).map((name) => [
      name,
      { description: about[name as Name], ...schemas[name as Name] },
    ]),
  );

/** A typebox schema as the JSON that it stands for. */
const plain = (schema: Type.TSchema): Json => JSON.parse(JSON.stringify(schema)) as Json;

const VARIABLE = { type: "string", pattern: "\\$" };

/** The same schema with every part below its top open to a variable. */
const withVariables = (schema: Json): Json =>
  Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === "properties") return [key, mapValues(value as Json, open)];
      if (key === "items") return [key, open(value as Json)];
      if (key === "anyOf" || key === "oneOf" || key === "allOf")
        return [key, (value as readonly Json[]).map(withVariables)];
      return [key, value];
    }),
  );

const open = (schema: Json): Json => {
  const { description, ...rest } = schema;
  const others = rest["type"] === "boolean" ? [SWITCH, VARIABLE] : [VARIABLE];
  const isOpen =
    rest["type"] === "string" && !("pattern" in rest) && !("enum" in rest) && !("format" in rest);
  const opened =
    isOpen || Object.keys(rest).length === 0 ? rest : { anyOf: [withVariables(rest), ...others] };
  return description === undefined ? opened : { description, ...opened };
};

const mapValues = (object: Json, change: (value: Json) => Json): Json =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value as Json)]));
