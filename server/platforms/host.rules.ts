import { localeOf } from "./locale.rules";
import { type Province, SANDBOX_PLATFORM, SHARED_PLATFORM, aliasDomains, platformOf, provinces } from "./province.rules";

/** Which face of the house a host shows. */
export type Face =
  | { kind: "national" }
  | { kind: "storefront"; platformId: string; provinceId: string | null; isAlias: boolean }
  | { kind: "toShared"; provinceId: string }
  | { kind: "ops" }
  | { kind: "partner" }
  | { kind: "api" }
  | { kind: "unknown" };

/** Where the partners' sandbox stands. */
const SANDBOX_LABEL = "sandbox";

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
  if (label === SANDBOX_LABEL) return { kind: "storefront", platformId: SANDBOX_PLATFORM, provinceId: SANDBOX_PLATFORM, isAlias: false };
  const province = rows.find((row) => row.id.toLowerCase() === label);
  if (province?.group === "own") return { kind: "storefront", platformId: province.id, provinceId: province.id, isAlias: false };
  if (province?.group === "shared") return { kind: "toShared", provinceId: province.id };
  return { kind: "unknown" };
}

/** Address of a province's storefront: sd.<base>/ or nf.<base>/sc/. */
export function storefrontUrl(province: Pick<Province, "id" | "group">, origin: { scheme: string; base: string; port: number | null }, path = "/"): string {
  const port = origin.port === null ? "" : `:${origin.port}`;
  const own = province.group === "own";
  const host = province.id === SANDBOX_PLATFORM ? SANDBOX_LABEL : own ? province.id.toLowerCase() : SHARED_PLATFORM.toLowerCase();
  return `${origin.scheme}://${host}.${origin.base}${port}${own ? "" : `/${province.id.toLowerCase()}`}${path}`;
}

/** The partner desk, from the planned domain. */
export const partnerDeskUrl = ({ scheme, base, port }: { scheme: string; base: string; port: number | null }): string => `${scheme}://partner.${base}${port === null ? "" : `:${port}`}/`;

/** The path's own prefix for a province: "" on its own platform, "/sc" on the shared one. */
export function provincePrefix(platformId: string, provinceId: string): string {
  return platformId === SHARED_PLATFORM && provinceId !== SHARED_PLATFORM ? `/${provinceId.toLowerCase()}` : "";
}

/** What no host's folder holds: the framework's files, route handlers and files of public/. */
const handlers = /^\/(?:api\/|_next\/|brand\/|icons\/|oidc\/|favicon|(?:livez|readyz|sw\.js|offline\.(?:html|js))$)/;
const account = /^\/(?:[a-z]{2}\/)?account(?:\/|$)/;

/** True for the addresses of a company's signed-in area on a storefront's host. */
export function isAccountPath(pathname: string): boolean {
  return account.test(pathname);
}

/** A shared platform's path begins with the province; a province's old domain may carry it or not. */
function shopFolder({ platformId, provinceId }: Extract<Face, { kind: "storefront" }>, rest: string, rows: readonly Province[]): string {
  const first = rest.split("/")[1] ?? "";
  const named = rows.some((row) => row.group === "shared" && row.id.toLowerCase() === first) ? first.toUpperCase() : null;
  const province = provinceId ?? named ?? platformId;
  const path = platformId === SHARED_PLATFORM && named === province ? rest.slice(first.length + 1) : rest;
  const { locale, rest: page } = localeOf(path);
  // The signed-in area has the same addresses in all languages.
  const isPublic = locale === "zh-CN" || !isAccountPath(page);
  return `/storefront/${platformId.toLowerCase()}/${province.toLowerCase()}/${isPublic ? `${locale}${page}` : `zh-CN${path}`}`;
}

/**
 * Where a host's address stands inside the house: the face's folder goes before every page path, so that an inner path
 * typed on any host is a 404. Null for what is no page of a face: handlers, files, hosts that show none.
 */
export function innerPath(face: Face, pathname: string, rows: readonly Province[] = provinces): string | null {
  if (handlers.test(pathname)) return null;
  const rest = pathname === "/" ? "" : pathname;
  if (face.kind === "storefront") return shopFolder(face, rest, rows);
  if (face.kind === "national") {
    const { locale, rest: page } = localeOf(rest);
    return `/national/${locale}${page}`;
  }
  return face.kind === "ops" || face.kind === "partner" ? `/${face.kind}${rest}` : null;
}

/** The query as it was typed, which the web's own door sets for every request, whatever came under that name. */
export const queryHeader = "x-portal-query";

/**
 * An address of the machine interface in order, for the web's own door: TM Forum's files end their base in a slash, so that generated
 * clients ask for `…/v4//productOrder`, which the framework would redirect and a library not follow; and TMF676's file has a base without
 * /tmf-api. Null for what is in order, and on other hosts.
 */
export function machineAddress(hostHeader: string, url: string, table: Table): string | null {
  if (faceOf(hostHeader, table).kind !== "api") return null;
  const [path = "", ...query] = url.split("?");
  const plain = path.split("/").filter(Boolean);
  const isMachine = plain[0] === "tmf-api" || (plain[0] === "payment" && plain[1] === "v4");
  const inner = `/${plain[0] === "payment" ? "tmf-api/" : ""}${plain.join("/")}`;
  return isMachine && inner !== path ? [inner, ...query].join("?") : null;
}

/** False for an address that is no path of ours, or that could climb out of its folder: `.`, `..` and their spellings. */
export function isPlainPath(url: string): boolean {
  return url.startsWith("/") && !/\/(?:\.|%2e){1,2}(?=[/\\?#]|$)/i.test(url.split("?", 1)[0] ?? "");
}

/**
 * The inner address of a public page of a planned host, for the web's own door (server/web.ts), or null where proxy.ts
 * decides: signed-in faces, old and unknown domains, and any path that the framework would first put in order.
 */
export function publicAddress(hostHeader: string, url: string, table: Table): string | null {
  const mark = url.indexOf("?");
  const pathname = mark === -1 ? url : url.slice(0, mark);
  const isOrderly = !/\/\/|\\/.test(pathname) && (pathname === "/" || !pathname.endsWith("/"));
  if (!isOrderly || isAccountPath(pathname)) return null;
  const face = faceOf(hostHeader, table);
  const isPublic = face.kind === "national" || (face.kind === "storefront" && !face.isAlias);
  const inner = isPublic ? innerPath(face, pathname, table.rows) : null;
  return inner === null ? null : inner + (mark === -1 ? "" : url.slice(mark));
}
