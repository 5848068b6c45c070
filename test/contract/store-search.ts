import type { Cases } from "./store.contract.ts";

export const searchCases: Cases = {};
