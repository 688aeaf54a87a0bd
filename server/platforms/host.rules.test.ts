import { expect, it } from "vitest";
import { config } from "../../proxy";
import { faceOf, faceRewrites, storefrontUrl } from "./host.rules";
import { findProvinces, platformIds, platformOf, provinceById, provinces, provinceMeant, provincesOf, regionWithoutShop } from "./province.rules";
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

it("PN1: a province moved between groups moves its link without a code change", () => {
  const moved = provinces.map((row) => (row.id === "SC" ? { ...row, group: "own" as const } : row));
  expect(platformOf(moved.find((row) => row.id === "SC")!)).toBe("SC");
  expect(faceOf(`sc.${base}`, { base, rows: moved })).toMatchObject({ kind: "storefront", platformId: "SC" });
  expect(storefrontUrl({ id: "SC", group: "own" }, { scheme: "http", base, port: 3000 })).toBe("http://sc.kdsw.localhost:3000/");
  expect(storefrontUrl({ id: "SC", group: "shared" }, { scheme: "http", base, port: 3000 })).toBe("http://nf.kdsw.localhost:3000/sc/");
});

it.each([
  [base, { kind: "national" }], [`www.${base}:3000`, { kind: "national" }], [`SD.${base}`, { kind: "storefront", platformId: "SD" }], [`nf.${base}:80`, { kind: "storefront", platformId: "NF", provinceId: null }],
  [`sc.${base}`, { kind: "toShared", provinceId: "SC" }], [`ops.${base}`, { kind: "ops" }], ["shangwu.sd-kuandai.example", { kind: "storefront", platformId: "SD", isAlias: true }],
  [`tw.${base}`, { kind: "unknown" }], [`zx.${base}`, { kind: "unknown" }], ["sd.evil.example", { kind: "unknown" }], [`sd.${base}.evil.example`, { kind: "unknown" }], [`a.sd.${base}`, { kind: "unknown" }], ["", { kind: "unknown" }], [`sd${base}`, { kind: "unknown" }],
])("PN2: the host %s is %o", (host, expected) => {
  expect(face(host)).toMatchObject(expected);
});

it("PN2: the rewrites' host patterns hold the whole base domain", () => {
  for (const { has } of faceRewrites(base)) {
    const pattern = new RegExp(`^${has[0]?.value}$`);
    for (const evil of ["sd.evil.example", `sd.${base}.evil.example`, "sdxkdsw.localhost", "sd.kdswxlocalhost"]) expect(pattern.test(evil), evil).toBe(false);
  }
});

it("the proxy's literal matcher leaves exactly the planned public hosts to the rewrites", () => {
  const [first] = config.matcher as unknown as [{ missing: { value: string }[] }];
  const pattern = new RegExp(`^${first.missing[0]?.value}$`);
  const own = provinces.filter((row) => row.group === "own").map((row) => row.id.toLowerCase());
  for (const label of [...own, "www", "nf"]) expect(pattern.test(`${label}.${base}`), label).toBe(true);
  expect(pattern.test(base)).toBe(true);
  for (const host of ["sc", "ops", "partner", "api", "tw", "zz"].map((label) => `${label}.${base}`)) expect(pattern.test(host), host).toBe(false);
});

it.each(["//evil.example", "/\\evil.example", "https://evil.example", "/a//b", "javascript:alert(1)", "/%5c%5cevil\\", "\\\\evil", "/a@b", `/${"x".repeat(400)}`])("promise 40: %s is no way back after sign-in", (wanted) => {
  expect(safeReturnPath(wanted, "/account")).toBe("/account");
});
it("promise 40: a path of this host is", () => expect(safeReturnPath("/account/orders/new?offering=OA-STD&seats=10", "/account")).toBe("/account/orders/new?offering=OA-STD&seats=10"));
