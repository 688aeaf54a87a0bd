/*
 * How a page that is held is sent, whichever door holds it: the web's own or the edge's, whose runtime is not Node's.
 */

export type Encoding = "br" | "gzip" | "identity";

/** The best encoding that a client takes. */
export function encodingFor(accept: string | null | undefined): Encoding {
  const taken = new Map((accept ?? "").split(",").map((part) => {
    const [name = "", weight] = part.trim().toLowerCase().split(/;\s*q=/);
    return [name.trimEnd(), weight === undefined ? 1 : Number(weight)] as const;
  }));
  return (["br", "gzip"] as const).find((name) => (taken.get(name) ?? 0) > 0) ?? "identity";
}

/** Whether a client says that it has the page already, by its `If-None-Match`. */
export function hasPage(etag: string, asked: string | null | undefined): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return etag !== "" && (asked ?? "").split(",").some((tag) => bare(tag) === bare(etag));
}
