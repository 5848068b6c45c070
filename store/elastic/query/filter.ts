import type { estypes } from "@elastic/elasticsearch";

export type Dsl = estypes.QueryDslQueryContainer;
