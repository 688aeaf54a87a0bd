import type { Locale } from "@/server/platforms/locale.rules";

/* Words of the few parts of public pages that run in the browser: apart from the rest, which a browser need not get. */

const calculatorZh = {
  notWhole: "请填写整数", tooFew: (min: number, seat: string) => `至少 ${min} ${seat}`, tooMany: (max: number, seat: string) => `网上最多 ${max} ${seat}，更多请拨热线`, offStep: (min: number, step: number, example: number) => `从 ${min} 起每次加 ${step}，例如 ${example}`,
  plan: "套餐", seats: (seat: string) => `数量（${seat}）`, less: (step: number) => `减 ${step}`, more: (step: number) => `加 ${step}`, startsOn: "哪天开通", mendFirst: "改好数量后显示费用。",
  first: "首期", firstEmpty: "开通时不收费", month: "平常月", monthEmpty: "没有月费", year: "首年合计", note: (hasUsage: boolean) => `自开通当月起 12 个账期，含税${hasUsage ? "，不含超出免费部分的用量" : ""}。`, tax: "其中税额",
};
type CalculatorWords = typeof calculatorZh;
const calculatorEn: CalculatorWords = {
  notWhole: "Please enter a whole number", tooFew: (min, seat) => `At least ${min} ${seat}`, tooMany: (max, seat) => `Up to ${max} ${seat} online; call the hotline for more`, offStep: (min, step, example) => `From ${min} in steps of ${step}, for example ${example}`,
  plan: "Plan", seats: (seat) => `Number (${seat})`, less: (step) => `${step} fewer`, more: (step) => `${step} more`, startsOn: "Opens on", mendFirst: "The sums appear when the number is right.",
  first: "First bill", firstEmpty: "Nothing is due at opening", month: "Usual month", monthEmpty: "No monthly fee", year: "First year in all", note: (hasUsage) => `Twelve account periods from the month of opening, tax included${hasUsage ? ", without use beyond what is included" : ""}.`, tax: "of which tax",
};
export const calculatorWords: Record<Locale, CalculatorWords> = { "zh-CN": calculatorZh, en: calculatorEn };

const searchZh = {
  label: "找产品或行业方案", example: "汉字、拼音或首字母，例如 邮箱、youxiang、yx", onSale: (count: number) => `本省在售 ${count} 项`, found: (count: number) => `找到 ${count} 项`, none: (typed: string) => `没有找到“${typed}”`, noneText: "换个说法试试：网站、传真、考勤、仓库。只列出本省在售的产品。", clear: "清除", all: "看全部产品", solution: "行业方案",
  nearest: (typed: string) => `没有完全符合“${typed}”的，这些最接近：`,
};
type SearchWords = typeof searchZh;
const searchEn: SearchWords = {
  label: "Find products and solutions", example: "Words, Chinese, pinyin or initials: mail, 邮箱, youxiang, yx", onSale: (count) => `${count} on sale in this province`, found: (count) => `${count} found`, none: (typed) => `Nothing found for “${typed}”`, noneText: "Try another word: website, fax, attendance, stock. Only what is on sale in this province is listed.", clear: "Clear", all: "See all products", solution: "By industry",
  nearest: (typed) => `Nothing is quite “${typed}”; these are nearest:`,
};
export const searchWords: Record<Locale, SearchWords> = { "zh-CN": searchZh, en: searchEn };

const finderZh = {
  form: "查找省份", label: "公司在哪个省？", example: "山东、shandong 或 sd", go: "进入", shopless: (name: string) => `${name}暂无网上营业厅。`, none: (typed: string) => `没有找到“${typed}”，请输入省份名称，或在地图上点选。`, last: "上次去的是",
};
type FinderWords = typeof finderZh;
const finderEn: FinderWords = {
  form: "Find a province", label: "In which province is your company?", example: "Shandong, 山东 or sd", go: "Go", shopless: (name) => `${name} has no online store yet.`, none: (typed) => `No province “${typed}”: enter its name, or choose on the map.`, last: "You last went to",
};
export const finderWords: Record<Locale, FinderWords> = { "zh-CN": finderZh, en: finderEn };
