/** A payment account of the billing system: whose line or broadband it pays for, and what is owed on it, in fen. */
export type PaymentAccount = { number: string; provinceId: string; holderName: string; service: "固定电话" | "宽带"; arrearsFen: number };

/** Province id, its name, and the word its companies begin with. */
export const provinces = [
  ["BJ", "北京", "京华"], ["SH", "上海", "申江"], ["TJ", "天津", "津门"], ["CQ", "重庆", "渝州"], ["HE", "河北", "燕赵"],
  ["SX", "山西", "晋阳"], ["NM", "内蒙古", "草原"], ["LN", "辽宁", "辽海"], ["JL", "吉林", "长白"], ["HL", "黑龙江", "龙江"],
  ["JS", "江苏", "金陵"], ["ZJ", "浙江", "钱塘"], ["AH", "安徽", "江淮"], ["FJ", "福建", "闽海"], ["JX", "江西", "赣江"],
  ["SD", "山东", "齐鲁"], ["HA", "河南", "中原"], ["HB", "湖北", "荆楚"], ["HN", "湖南", "湘江"], ["GD", "广东", "岭南"],
  ["GX", "广西", "桂林"], ["HI", "海南", "琼州"], ["SC", "四川", "锦城"], ["GZ", "贵州", "黔岭"], ["YN", "云南", "滇池"],
  ["XZ", "西藏", "雪域"], ["SN", "陕西", "秦川"], ["GS", "甘肃", "陇原"], ["QH", "青海", "昆仑"], ["NX", "宁夏", "塞上"],
  ["XJ", "新疆", "天山"],
] as const;

const companies = [
  { name: "精工机械有限公司", service: "固定电话", arrearsFen: 0 },
  { name: "通达物流有限公司", service: "宽带", arrearsFen: 0 },
  { name: "恒信商贸有限公司", service: "固定电话", arrearsFen: 0 },
  { name: "云帆信息技术有限公司", service: "宽带", arrearsFen: 0 },
  { name: "福满连锁超市有限公司", service: "固定电话", arrearsFen: 38_650 },
] as const;

/** The synthetic accounts, the same five kinds in each province; the fifth is in arrears. */
export const paymentAccounts: readonly PaymentAccount[] = provinces.flatMap(([provinceId, , word]) =>
  companies.map(({ name, service, arrearsFen }, index) => ({
    number: `${provinceId}0531${String(index + 1).padStart(6, "0")}`,
    provinceId,
    holderName: `${word}${name}`,
    service,
    arrearsFen,
  })),
);

/** Whether two written names mean one holder: full-width forms, brackets and spaces are typists' habits. */
export function sameHolder(given: string, held: string): boolean {
  const plain = (name: string) => name.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  return plain(given) === plain(held);
}

/** Enough to recognise the holder by, not enough to learn it from. */
export function maskedName(name: string): string {
  const signs = [...name];
  const hidden = Math.max(1, signs.length - 4);
  return `${signs.slice(0, 2).join("")}${"*".repeat(hidden)}${signs.slice(2 + hidden).join("")}`;
}
