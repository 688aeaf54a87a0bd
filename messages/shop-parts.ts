import { counted, many } from "./plural";
import type { Locale } from "@/server/platforms/locale.rules";

/* Words of the few parts of public pages that run in the browser: apart from the rest, which a browser need not get. */

const calculatorZh = {
  notWhole: "请填写整数", tooFew: (min: number, seat: string) => `至少 ${min} ${seat}`, tooMany: (max: number, seat: string) => `网上最多 ${max} ${seat}，更多请拨热线`, offStep: (min: number, step: number, example: number) => `从 ${min} 起每次加 ${step}，例如 ${example}`,
  plan: "套餐", seats: (seat: string) => `数量（${seat}）`, less: (step: number) => `减 ${step}`, more: (step: number) => `加 ${step}`, startsOn: "哪天开通", mendFirst: "改好数量后显示费用。",
  first: "首期", firstEmpty: "开通时不收费", month: "平常月", monthEmpty: "没有月费", year: "首年合计", note: (hasUsage: boolean) => `自开通当月起 12 个账期，含税${hasUsage ? "，不含超出免费部分的用量" : ""}。`, tax: "其中税额",
};
type CalculatorWords = typeof calculatorZh;
const calculatorEn: CalculatorWords = {
  notWhole: "Please enter a whole number", tooFew: (min, seat) => `At least ${counted(min, seat)}`, tooMany: (max, seat) => `Up to ${counted(max, seat)} online; call the hotline for more`, offStep: (min, step, example) => `From ${min} in steps of ${step}, for example ${example}`,
  plan: "Plan", seats: (seat) => `Number of ${many(seat)}`, less: (step) => `${step} fewer`, more: (step) => `${step} more`, startsOn: "Opens on", mendFirst: "The sums appear when the number is right.",
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

const compareZh = {
  add: (left: number) => (left > 0 ? `加入比较（还可加 ${left} 个）` : "加入比较"), choose: "选择套餐", full: "已有四个，先移除一个", people: "多少人用", loading: "正在读取…", empty: "还没有选套餐。从上面选两到四个，放在一起看。",
  differentOnly: "只看不同的地方", different: "不同", table: "套餐比较表，可左右滚动", what: "比较", remove: "移除", removeNamed: (name: string) => `移除 ${name}`, includes: "包含", order: "去下单",
  seats: "订购数量", counted: (count: number, seat: string) => `${count} ${seat}`, notSoMany: "网上订不了这么多", trial: "免费试用", trialDays: (days: number) => (days > 0 ? `${days} 天` : "没有"), how: "怎么办", provider: "谁提供", hours: "服务时间", data: "数据在哪里",
};
type CompareWords = typeof compareZh;
const compareEn: CompareWords = {
  add: (left) => (left > 0 ? `Add a plan (${left} more)` : "Add a plan"), choose: "Choose a plan", full: "Four are here; remove one first", people: "Number of people", loading: "Loading …", empty: "No plan chosen yet. Choose two to four above to see them side by side.",
  differentOnly: "Only what differs", different: "differs", table: "Plans side by side; scrolls sideways", what: "Compared", remove: "Remove", removeNamed: (name) => `Remove ${name}`, includes: "Includes", order: "Order",
  seats: "Ordered", counted: (count, seat) => counted(count, seat), notSoMany: "Not so many online", trial: "Free trial", trialDays: (days) => (days > 0 ? counted(days, "day") : "none"), how: "How", provider: "Provided by", hours: "Service hours", data: "Where data is kept",
};
export const compareWords: Record<Locale, CompareWords> = { "zh-CN": compareZh, en: compareEn };
