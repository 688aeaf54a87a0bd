import { TmfError } from "./error.rules";
import { isObject } from "./patch.rules";
import type { Json } from "./resource";

export const LIMIT_BYTES = 1_048_576;

const plain = ["application/json"];
const merge = ["application/merge-patch+json", "application/json"];

/** Throws 415 for a body of another kind. Merge patches may come as plain JSON, which means the same (TMF630). */
export function checkMediaType(header: string | null, method: "POST" | "PATCH"): void {
  const type = (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const taken = method === "POST" ? plain : merge;
  if (!taken.includes(type)) throw new TmfError("26", `send ${taken.join(" or ")}`, method === "PATCH" ? { "accept-patch": merge.join(", ") } : {});
}

/** A JSON object out of a body's text. Throws 400 for none, and for anything else. */
export function jsonOf(text: string): Json {
  if (text.trim() === "") throw new TmfError("21", "the body is empty");
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new TmfError("22", "the body is no JSON");
  }
  if (!isObject(body)) throw new TmfError("22", "the body must be an object");
  return body;
}
