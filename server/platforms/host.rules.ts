import { type Province, SHARED_PLATFORM, aliasDomains, platformOf, provinces } from "./province.rules";

/** Which face of the house a host shows. */
export type Face =
  | { kind: "national" }
  | { kind: "storefront"; platformId: string; provinceId: string | null; isAlias: boolean }
  | { kind: "toShared"; provinceId: string }
  | { kind: "ops" }
  | { kind: "partner" }
  | { kind: "api" }
  | { kind: "unknown" };

type Table = { base: string; rows?: readonly Province[]; aliases?: readonly { host: string; province: string }[] };

/** The face behind a Host header. Pure, and used by config, proxy and request context alike. */
export function faceOf(hostHeader: string, { base, rows = provinces, aliases = aliasDomains }: Table): Face {
  const host = hostHeader.toLowerCase().replace(/:\d{1,5}$/, "").replace(/\.$/, "");
  if (host === base || host === `www.${base}`) return { kind: "national" };
  const alias = aliases.find((row) => row.host === host);
  if (alias) {
    const province = rows.find((row) => row.id === alias.province);
    const platformId = province && platformOf(province);
    return platformId ? { kind: "storefront", platformId, provinceId: alias.province, isAlias: true } : { kind: "unknown" };
  }
  const label = host.endsWith(`.${base}`) ? host.slice(0, -base.length - 1) : "";
  if (label === "ops" || label === "partner" || label === "api") return { kind: label };
  if (label === SHARED_PLATFORM.toLowerCase()) return { kind: "storefront", platformId: SHARED_PLATFORM, provinceId: null, isAlias: false };
  const province = rows.find((row) => row.id.toLowerCase() === label);
  if (province?.group === "own") return { kind: "storefront", platformId: province.id, provinceId: province.id, isAlias: false };
  if (province?.group === "shared") return { kind: "toShared", provinceId: province.id };
  return { kind: "unknown" };
}

/** Address of a province's storefront: sd.<base>/ or nf.<base>/sc/. */
export function storefrontUrl(province: Pick<Province, "id" | "group">, origin: { scheme: string; base: string; port: number | null }, path = "/"): string {
  const port = origin.port === null ? "" : `:${origin.port}`;
  const own = province.group === "own";
  const host = own ? province.id.toLowerCase() : SHARED_PLATFORM.toLowerCase();
  return `${origin.scheme}://${host}.${origin.base}${port}${own ? "" : `/${province.id.toLowerCase()}`}${path}`;
}

/** The path's own prefix for a province: "" on its own platform, "/sc" on the shared one. */
export function provincePrefix(platformId: string, provinceId: string): string {
  return platformId === SHARED_PLATFORM && provinceId !== SHARED_PLATFORM ? `/${provinceId.toLowerCase()}` : "";
}

const escaped = (text: string) => text.replace(/[.]/g, "\\.");
/** What rewriting must leave alone on every host: the framework's files, route handlers and files of public/. */
const untouched = "(?!api/|_next/|brand/|livez$|readyz$|favicon|robots\\.txt$|oidc/)";

/** The rewrites that put each face's folder before every page path, so that an inner path typed on any host is a 404. */
export function faceRewrites(base: string, rows: readonly Province[] = provinces) {
  const own = rows.filter((row) => row.group === "own").map((row) => row.id.toLowerCase());
  const shared = rows.filter((row) => row.group === "shared").map((row) => row.id.toLowerCase());
  const host = (labels: string) => [{ type: "host" as const, value: `${labels}${escaped(base)}` }];
  const rest = `/:path(${untouched}.*)`;
  return [
    { source: rest, has: host("(?:www\\.)?"), destination: "/national/:path" },
    { source: rest, has: host(`(?<platform>${own.join("|")})\\.`), destination: "/storefront/:platform/:platform/zh-CN/:path" },
    // Next goes on through this list after a match, so the rule for "no province chosen" stands first and leaves the others alone.
    { source: `/:path(${untouched}(?!(?:${shared.join("|")})(?:/|$)).*)`, has: host("nf\\."), destination: "/storefront/nf/nf/zh-CN/:path" },
    { source: `/:province(${shared.join("|")})`, has: host("nf\\."), destination: "/storefront/nf/:province/zh-CN" },
    { source: `/:province(${shared.join("|")})/:path*`, has: host("nf\\."), destination: "/storefront/nf/:province/zh-CN/:path*" },
    { source: rest, has: host("ops\\."), destination: "/ops/:path" },
    { source: rest, has: host("partner\\."), destination: "/partner/:path" },
  ];
}
