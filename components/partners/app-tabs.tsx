import { withQuery } from "@/server/kernel/pagination";
import { ChipLinks } from "./chip-links";

type Query = Record<string, string | string[] | undefined>;
type Props = { path: string; query: Query; applications: readonly { code: string; name: string }[]; current: string | undefined };

/** Narrows a list to one application, in the address; nothing where there is only one. */
export function AppTabs({ path, query, applications, current }: Props) {
  if (applications.length < 2) return null;
  const href = (app: string | null) => withQuery(path, query, { app, cursor: null, after: null });
  return <ChipLinks label="应用" chips={[{ href: href(null), label: "全部应用", isCurrent: current === undefined }, ...applications.map(({ code, name }) => ({ href: href(code), label: name, isCurrent: current === code }))]} />;
}
