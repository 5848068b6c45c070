import js from "@eslint/js";
import ts from "typescript-eslint";

const OURS = ["{model,store,queue,ingest,runner,trigger,api,ui,bin,bench,test}/**/*.{ts,tsx}"];

export default ts.config(
  { ignores: ["**/dist/**", "data/**", "data-demo/**", "test/golden/**", "test/fixtures/**"] },
  js.configs.recommended,
  {
    files: ["**/*.mjs", "tasks/**/*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
  {
    files: [...OURS, "tasks/**/*.ts"],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./ui/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: "error",
      "max-lines": ["error", { max: 300 }],
      "no-control-regex": "off",
      "no-console": "error",
    },
  },
  {
    files: ["bin/**/*.ts", "bench/**/*.ts", "tasks/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["test", "suite", "describe", "it"] },
          ],
        },
      ],
    },
  },
  {
    files: ["ui/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "task output is hostile: render text, not markup" },
      ],
    },
  },
);
