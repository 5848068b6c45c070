/** What XML-RPC can carry. Dates and binary data are kept as the text that came. */
export type XmlRpcValue =
  null | boolean | number | string | readonly XmlRpcValue[] | { readonly [name: string]: XmlRpcValue };

/** One document of the protocol: what a client asks, or what a server says to it. */
export type XmlRpcMessage =
  | { readonly kind: "call"; readonly method: string; readonly params: readonly XmlRpcValue[] }
  | { readonly kind: "answer"; readonly value: XmlRpcValue }
  | { readonly kind: "fault"; readonly code: number; readonly text: string };
