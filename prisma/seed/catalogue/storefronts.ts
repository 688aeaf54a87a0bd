import { SANDBOX_PLATFORM, SHARED_PLATFORM, provinceNameIn, provincesOf } from "../../../server/platforms/province.rules";
import type { themes } from "../../../server/catalog/catalog.schema";
import type { StorefrontEnglish } from "../../../server/catalog/english.schema";

type Theme = (typeof themes)[number];
const themeOfRegion: Record<string, Theme> = { 华北: "indigo", 东北: "pine", 华东: "lake", 华中: "ochre", 华南: "jade", 西南: "plum", 西北: "cinnabar" };

/** Where a province's hue is its own rather than its region's. */
const ownTheme: Record<string, Theme> = { SD: "jade", ZJ: "pine", GD: "lake", SH: "plum", BJ: "cinnabar", HA: "ochre" };

export type SeedStorefront = { provinceId: string; name: string; hotline: string; notice: string; licenceText: string; theme: Theme; serviceHours: string; english: StorefrontEnglish };

const licenceIn = (id: string) => `Value-added telecommunications licence ${id} sample-20060001 · Demonstration, no real business`;

/** One row a province of the platform; NF has one more for the page where the province is not chosen yet. */
export function storefrontsOf(platformId: string): SeedStorefront[] {
  const rows = provincesOf(platformId).map((province) => ({
    provinceId: province.id,
    name: province.name,
    hotline: "10060",
    notice: "",
    licenceText: `增值电信业务经营许可证 ${province.id} 示例-20060001 号 · 演示系统，非真实经营`,
    theme: ownTheme[province.id] ?? themeOfRegion[province.region] ?? ("jade" as const),
    serviceHours: "热线 7×24 小时 · 营业厅 8:30–18:00",
    english: { name: provinceNameIn("en", province), notice: "", licenceText: licenceIn(province.id), serviceHours: "Hotline around the clock · Counters 8:30–18:00" },
  }));
  if (platformId === SANDBOX_PLATFORM) {
    const english = { name: "Partners' sandbox", notice: "This is the sandbox in which partners test: companies, orders and sums are test data, and partners may move its clock." };
    return rows.map((row) => ({ ...row, theme: "plum" as const, notice: "这里是合作伙伴的联调沙箱：企业、订单和金额都是测试数据，时钟可以由合作伙伴拨动。", english: { ...row.english, ...english } }));
  }
  if (platformId !== SHARED_PLATFORM) return rows;
  const notice = "本省目前在营业厅办理：网上选好产品、填好资料，凭办理码到厅即可，不用重填。";
  const englishNotice = "At present this province completes orders at a service counter: choose and fill in online, then bring the code. Nothing is filled in twice.";
  const shared = {
    provinceId: SHARED_PLATFORM, name: "南方十七省", hotline: "10060", notice: "", licenceText: "增值电信业务经营许可证 NF 示例-20060001 号 · 演示系统，非真实经营", theme: "jade" as const, serviceHours: "热线 7×24 小时",
    english: { name: "Seventeen southern provinces", notice: "", licenceText: licenceIn(SHARED_PLATFORM), serviceHours: "Hotline around the clock" },
  };
  return [shared, ...rows.map((row) => ({ ...row, notice, english: { ...row.english, notice: englishNotice } }))];
}
