/** A value inside a content at a path such as `offerings.0.name`; undefined where there is none. */
export function valueAt(whole: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => (typeof at === "object" && at !== null && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined), whole);
}

/** The same content with another value at a path; nothing that was there is changed. */
export function withValueAt<Whole>(whole: Whole, path: string, value: unknown): Whole {
  const put = (at: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) return value;
    if (Array.isArray(at)) return at.map((entry: unknown, index) => (String(index) === name ? put(entry, rest) : entry));
    const own = (at ?? {}) as Record<string, unknown>;
    return { ...own, [name]: put(Object.hasOwn(own, name) ? own[name] : undefined, rest) };
  };
  return put(whole, path.split(".")) as Whole;
}
