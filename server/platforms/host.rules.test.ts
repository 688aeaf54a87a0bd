import { expect, it } from "vitest";
import { config } from "../../proxy";
import { faceOf, innerPath, isPlainPath, machineAddress, publicAddress, storefrontUrl } from "./host.rules";
import { findProvinces, platformIds, platformOf, provinceById, provinces, provinceMeant, provincesOf, regionWithoutShop, scopeIds, workPlatformIds } from "./province.rules";
import { safeReturnPath } from "./return-path.rules";

const base = "kdsw.localhost";
const face = (host: string) => faceOf(host, { base });

it("PN1: 14 provinces have a platform of their own and 17 share NF, each once", () => {
  expect(platformIds()).toHaveLength(15);
  expect(provincesOf("NF")).toHaveLength(17);
  expect(new Set(provinces.map((row) => row.id)).size).toBe(36);
  expect(platformIds().filter((id) => id !== "NF").sort()).toEqual(["BJ", "GD", "HA", "HE", "HL", "JL", "JS", "LN", "NM", "SD", "SH", "SX", "TJ", "ZJ"]);
});

it.each([["HE", "河北"], ["HA", "河南"], ["HI", "海南"], ["HL", "黑龙江"], ["HB", "湖北"], ["HN", "湖南"], ["SN", "陕西"], ["SX", "山西"], ["GZ", "贵州"]])("PN1: the look-alike id %s is %s", (id, name) => {
  expect(provinceById(id)?.name).toBe(name);
});

it.each([["山东", "SD"], ["shandong", "SD"], ["sd", "SD"], ["SD", "SD"], ["sichuan", "SC"], ["hn", "HN"], ["陕", "SN"]])("PN1: typing %s finds %s first", (typed, id) => {
  expect(findProvinces(typed)[0]?.id).toBe(id);
});

it("PN1: shanxi finds both provinces that sound like it", () => {
  expect(findProvinces("shanxi").map(({ id }) => id)).toEqual(["SX", "SN"]);
});

it.each([["sd", "SD"], ["shandong", "SD"], ["山东省", "SD"], ["sx", "SX"], ["s", undefined], ["shanxi", undefined], ["", undefined]])("PN1: %s alone leads to %s", (typed, id) => {
  expect(provinceMeant(typed)?.id).toBe(id);
});

it.each([["台湾", "TW"], ["xianggang", "HK"], ["mo", "MO"], ["全国", undefined], ["火星", undefined]])("PN1: %s is told as a region without a shop: %s", (typed, id) => {
  expect(regionWithoutShop(typed)?.id).toBe(id);
});

it("IN9: the sandbox is a scope whose work is done, and no province of the country's: in no list, no search and no map", () => {
  expect([workPlatformIds().filter((id) => !platformIds().includes(id)), scopeIds()]).toEqual([["SB"], [...platformIds(), "SB", "ZX"]]);
  expect([provinces.some(({ id }) => id === "SB"), findProvinces("sb"), findProvinces("沙箱"), regionWithoutShop("合作伙伴沙箱")]).toEqual([false, [], [], undefined]);
  expect([provincesOf("SB").map(({ id }) => id), provinceById("SB")?.name, storefrontUrl({ id: "SB", group: "own" }, { scheme: "http", base, port: 3000 }, "/account")]).toEqual([["SB"], "合作伙伴沙箱", "http://sandbox.kdsw.localhost:3000/account"]);
});

it("PN1: a province moved between groups moves its link without a code change", () => {
  const moved = provinces.map((row) => (row.id === "SC" ? { ...row, group: "own" as const } : row));
  expect(platformOf(moved.find((row) => row.id === "SC")!)).toBe("SC");
  expect(faceOf(`sc.${base}`, { base, rows: moved })).toMatchObject({ kind: "storefront", platformId: "SC" });
  expect(storefrontUrl({ id: "SC", group: "own" }, { scheme: "http", base, port: 3000 })).toBe("http://sc.kdsw.localhost:3000/");
  expect(storefrontUrl({ id: "SC", group: "shared" }, { scheme: "http", base, port: 3000 })).toBe("http://nf.kdsw.localhost:3000/sc/");
});

it.each([
  [base, { kind: "national" }], [`www.${base}:3000`, { kind: "national" }], [`SD.${base}`, { kind: "storefront", platformId: "SD" }], [`nf.${base}:80`, { kind: "storefront", platformId: "NF", provinceId: null }],
  [`sc.${base}`, { kind: "toShared", provinceId: "SC" }], [`ops.${base}`, { kind: "ops" }], [`sandbox.${base}`, { kind: "storefront", platformId: "SB", provinceId: "SB" }], [`sb.${base}`, { kind: "unknown" }], ["shangwu.sd-kuandai.example", { kind: "storefront", platformId: "SD", isAlias: true }],
  [`tw.${base}`, { kind: "unknown" }], [`zx.${base}`, { kind: "unknown" }], ["sd.evil.example", { kind: "unknown" }], [`sd.${base}.evil.example`, { kind: "unknown" }], [`a.sd.${base}`, { kind: "unknown" }], ["", { kind: "unknown" }], [`sd${base}`, { kind: "unknown" }],
])("PN2: the host %s is %o", (host, expected) => {
  expect(face(host)).toMatchObject(expected);
});

it.each([
  [base, "/", "/national/zh-CN"], [base, "/en", "/national/en"], [`www.${base}:3000`, "/about?a=1", "/national/zh-CN/about?a=1"], [`sd.${base}`, "/en/products", "/storefront/sd/sd/en/products"], [`nf.${base}`, "/sc/en", "/storefront/nf/sc/en"], [`nf.${base}`, "/en", "/storefront/nf/nf/en"], [`sd.${base}`, "/english", "/storefront/sd/sd/zh-CN/english"], [`sd.${base}`, "/", "/storefront/sd/sd/zh-CN"], [`SD.${base}`, "/products/oa", "/storefront/sd/sd/zh-CN/products/oa"],
  [`nf.${base}`, "/", "/storefront/nf/nf/zh-CN"], [`nf.${base}`, "/products", "/storefront/nf/nf/zh-CN/products"], [`nf.${base}`, "/sc", "/storefront/nf/sc/zh-CN"], [`nf.${base}`, "/sc/search?q=oa", "/storefront/nf/sc/zh-CN/search?q=oa"], [`nf.${base}`, "/scx", "/storefront/nf/nf/zh-CN/scx"],
  [`sd.${base}`, "/sc/products", "/storefront/sd/sd/zh-CN/sc/products"], [`sd.${base}`, "/.well-known/x", "/storefront/sd/sd/zh-CN/.well-known/x"],
])("PN2: at %s the public address %s stands at %s", (host, url, inner) => expect(publicAddress(host, url, { base })).toBe(inner));

it.each([
  [`sd.${base}`, "/account"], [`sd.${base}`, "/account/orders?x=1"], [`nf.${base}`, "/sc/account"], [`sd.${base}`, "/api/trpc/x"], [`sd.${base}`, "/_next/static/a.js"], [`sd.${base}`, "/livez"], [base, "/favicon.svg"], [base, "/brand/a.svg"],
  [`ops.${base}`, "/"], [`partner.${base}`, "/"], [`sc.${base}`, "/"], ["shangwu.sd-kuandai.example", "/"], ["sd.evil.example", "/"], [`sd.${base}.evil.example`, "/"], ["sdxkdsw.localhost", "/"], ["sd.kdswxlocalhost", "/"], ["", "/"],
  [`sd.${base}`, "/products/"], [`sd.${base}`, "//products"], [`sd.${base}`, "/a\\b"],
])("PN2: at %s the door leaves %s to the proxy", (host, url) => expect(publicAddress(host, url, { base })).toBeNull());

it.each([["/", true], ["/a.b/..c", true], ["/.well-known/x", true], ["/a?next=/../b", true], ["/../ops", false], ["/a/./b", false], ["/a/..", false], ["/a/%2e%2E/b", false], ["/a/.%2e", false], ["/a/..\\b", false], ["http://ops.kdsw.localhost/", false], ["*", false]])("promise 40: %s is a plain path of ours: %s", (url, isPlain) => expect(isPlainPath(url)).toBe(isPlain));

it.each([
  [`ops.${base}`, "/queue", "/ops/queue"], [`ops.${base}`, "/storefront/sd/sd/zh-CN", "/ops/storefront/sd/sd/zh-CN"], [`sd.${base}`, "/account", "/storefront/sd/sd/zh-CN/account"], [`nf.${base}`, "/sc/account/orders", "/storefront/nf/sc/zh-CN/account/orders"],
  ["shangwu.sd-kuandai.example", "/", "/storefront/sd/sd/zh-CN"], [`sd.${base}`, "/api/trpc/x", null], [`zz.${base}`, "/", null], [`api.${base}`, "/x", null],
])("PN2: %s%s stands at %s, whatever inner path is typed", (host, pathname, inner) => expect(innerPath(face(host), pathname)).toBe(inner));

it("PN3: an old domain of a shared province leads there with and without the province's own prefix", () => {
  const old = { kind: "storefront", platformId: "NF", provinceId: "SC", isAlias: true } as const;
  for (const path of ["/products", "/sc/products"]) expect(innerPath(old, path)).toBe("/storefront/nf/sc/zh-CN/products");
  expect(innerPath(old, "/gz/products")).toBe("/storefront/nf/sc/zh-CN/gz/products");
});

it("the proxy's literal matcher leaves exactly the planned public hosts to the door", () => {
  const [first] = config.matcher as unknown as [{ missing: { value: string }[] }];
  const pattern = new RegExp(`^${first.missing[0]?.value}$`);
  const own = provinces.filter((row) => row.group === "own").map((row) => row.id.toLowerCase());
  for (const label of [...own, "www", "nf", "sandbox"]) expect(pattern.test(`${label}.${base}`), label).toBe(true);
  expect(pattern.test(base)).toBe(true);
  for (const host of ["sc", "ops", "partner", "api", "tw", "zz"].map((label) => `${label}.${base}`)) expect(pattern.test(host), host).toBe(false);
});

it.each(["//evil.example", "/\\evil.example", "https://evil.example", "/a//b", "javascript:alert(1)", "/%5c%5cevil\\", "\\\\evil", "/a@b", `/${"x".repeat(400)}`])("promise 40: %s is no way back after sign-in", (wanted) => {
  expect(safeReturnPath(wanted, "/account")).toBe("/account");
});
it("promise 40: a path of this host is", () => expect(safeReturnPath("/account/orders/new?offering=OA-STD&seats=10", "/account")).toBe("/account/orders/new?offering=OA-STD&seats=10"));

it.each([
  ["api", "/tmf-api/productOrderingManagement/v4//productOrder", "/tmf-api/productOrderingManagement/v4/productOrder"], ["api", "/tmf-api/party/v4/organization/?a=1;b=2", "/tmf-api/party/v4/organization?a=1;b=2"], ["api", "/payment/v4/payment?x=//", "/tmf-api/payment/v4/payment?x=//"], ["api", "//tmf-api//party", "/tmf-api/party"],
  ["api", "/tmf-api/party/v4/organization?a=?", null], ["api", "/payments/v4/payment", null], ["api", "/livez", null], ["api", "/", null], ["sd", "/tmf-api//party", null], ["ops", "/payment/v4/payment", null],
])("IN7: on the host %s the machine's address %s is put in order as %s", (label, url, inner) => {
  expect(machineAddress(`${label}.${base}:3000`, url, { base })).toBe(inner);
});
