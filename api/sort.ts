import Type from "typebox";
import { oneOf } from "../model/schema.ts";

const ORDERS = ["newest", "oldest"] as const;

/** In which order a list comes. */
export const Sort = Type.Optional(oneOf(ORDERS));

export const orderOf = (sort: (typeof ORDERS)[number] | undefined): "newest" | "oldest" => sort ?? "newest";
