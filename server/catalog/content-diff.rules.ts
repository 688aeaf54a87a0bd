import { type BusinessDay, formatDay } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { firstPeriodWords, industryWords, openFactWords, productClassWords, servedByWords } from "./catalog.rules";
import type { ContentOffering, ProductContent } from "./content.schema";
import { priceText } from "./content-words.rules";
import { eligibilityWords } from "./eligibility.rules";
import { entryInForce, isSoldIn } from "./price-change.rules";

/** One thing that a content says, in words; of two contents those with one key are compared. */
type Line = { key: string; section: string; label: string; text: string };
export type ContentChange = { key: string; section: string; label: string; before: string | null; after: string | null };

const fen = (digits: string) => (/^\d+$/.test(digits) ? formatFen(BigInt(digits)) : digits);
const yes = (is: boolean) => (is ? "是" : "否");
type Copy = ProductContent["copy"];
const partNames = { highlights: "要点", features: "功能", steps: "步骤" } as const;

function copyLines(copy: Copy, section: string, key: string): Line[] {
  return [
    { key: `${key}.audience`, section, label: "适合谁", text: copy.audience },
    ...(["highlights", "features", "steps"] as const).flatMap((part) => copy[part].map(({ title, text }, index) => ({ key: `${key}.${part}.${index}`, section, label: `${partNames[part]} ${index + 1}`, text: `${title}：${text}` }))),
    ...copy.faq.map(({ question, answer }, index) => ({ key: `${key}.faq.${index}`, section, label: `问答 ${index + 1}`, text: `${question} ${answer}` })),
  ];
}

function productLines(content: ProductContent): Line[] {
  const line = (key: string, label: string, text: string): Line => ({ key, section: "产品", label, text });
  return [
    line("name", "名称", content.name), line("slug", "网页地址", content.slug), line("class", "类别", productClassWords[content.productClass].name), line("industry", "行业方案", content.industry ? industryWords[content.industry] : "不是方案"),
    line("alsoCalled", "其他叫法", content.alsoCalled.join("、")), line("summary", "一句话说明", content.summary),
    line("provider", "谁提供", `${content.providerName}${content.providerKind === "ap" ? `（应用提供商 ${content.providerPartnerId ?? ""}）` : ""}`), line("servedBy", "谁服务", servedByWords[content.servedBy]),
    line("serviceHours", "服务时间", content.serviceHours), line("dataLocation", "数据在哪里", content.dataLocation),
    line("openFacts", "下单时要填", content.openFacts.map((fact) => openFactWords[fact]).join("；")), line("eligibility", "办理条件", content.eligibility.map((need) => eligibilityWords[need].need).join("；")),
    line("needsLine", "需要线路或号码", yes(content.needsLine)),
    ...content.pictures.map(({ hash, alt }, index) => line(`picture.${hash}`, "图片", `第 ${index + 1} 张：${alt}`)),
    ...copyLines(content.copy, "文案", "copy"),
    ...(content.english ? [
      ...(["name", "summary", "providerName", "serviceHours", "dataLocation"] as const).map((field, index) => ({ key: `english.${field}`, section: "英文", label: ["名称", "一句话说明", "谁提供", "服务时间", "数据在哪里"][index] ?? "", text: content.english?.[field] ?? "" })),
      ...copyLines(content.english.copy, "英文", "english.copy"),
    ] : []),
  ];
}

type Names = { provinceName: (id: string) => string; planName: (code: string) => string };

function planLines(plan: ContentOffering, { provinceName, planName }: Names): Line[] {
  const section = `套餐 ${plan.name || plan.code}`;
  const line = (key: string, label: string, text: string): Line => ({ key: `plan.${plan.code}.${key}`, section, label, text });
  const { english } = plan;
  return [
    line("name", "名称", plan.name), line("summary", "说明", plan.summary), line("includes", "包含", plan.includes.join("；")),
    line("seats", "数量", `${plan.seatsMin}–${plan.seatsMax} ${plan.seatName}，每次 ${plan.seatStep}`), line("first", "首月", firstPeriodWords[plan.firstPeriodRule]),
    line("trial", "试用", plan.trialDays > 0 ? `${plan.trialDays} 天` : "不试用"), line("hold", "停机保号费", `每月 ${fen(plan.holdFeeFen)}`), line("return", "无理由退", plan.returnDays > 0 ? `${plan.returnDays} 天` : "不退"),
    line("open", "开放省份", plan.openIn.map(provinceName).join("、")),
    ...plan.parts.map((part) => line(`part.${part.offeringCode}`, `组成 ${planName(part.offeringCode)}`, `${part.seats}，${part.isOptional ? "可选" : "必有"}，权重 ${part.notionalWeight}`)),
    ...plan.prices.flatMap((price) => price.provinceIds.map((id) => line(`price.${id}.${price.from ?? "start"}`, `${provinceName(id)}价格，${price.from === null ? (isSoldIn(plan, id) ? "下一个帐期起" : "自开始之日") : `${formatDay(price.from)}起`}${price.to === null ? "" : `，至 ${formatDay(price.to)}前`}`, priceText(price, plan.seatName)))),
    ...(english ? [line("english", "英文", [english.name, english.summary, ...english.includes, english.seatName, ...Object.values(english.prices), ...Object.values(english.unitNames ?? {})].join(" · "))] : []),
  ];
}

const linesOf = (content: ProductContent, names: Names) => [...productLines(content), ...content.offerings.flatMap((plan) => planLines(plan, names))].filter(({ text }) => text !== "");

/** What is paid until a new price begins, by the new one's key. */
function paidUntil(before: ProductContent, after: ProductContent): Map<string, string> {
  const known = new Map(before.offerings.map((plan) => [plan.code, plan]));
  return new Map(after.offerings.flatMap((plan) => plan.prices.filter(({ isReleased }) => !isReleased).flatMap((price) => price.provinceIds.flatMap((id) => {
    const was = known.get(plan.code);
    const old = was && (price.from === null ? was.prices.findLast(({ provinceIds }) => provinceIds.includes(id)) : entryInForce(was.prices, id, price.from));
    return old ? [[`plan.${plan.code}.price.${id}.${price.from ?? "start"}`, priceText(old, plan.seatName)] as const] : [];
  }))));
}

/** What `after` says otherwise than `before`, field by field, old and new, sums in yuan (SC12). */
export function diffContent(before: ProductContent | null, after: ProductContent, names: Names): ContentChange[] {
  const [old, now] = [before ? linesOf(before, names) : [], linesOf(after, names)];
  const oldByKey = new Map(old.map((line) => [line.key, line]));
  const nowKeys = new Set(now.map(({ key }) => key));
  const paid = before ? paidUntil(before, after) : new Map<string, string>();
  return [
    ...now.flatMap(({ key, section, label, text }) => {
      // A new price stands beside the one that it follows.
      const was = oldByKey.get(key)?.text ?? paid.get(key) ?? null;
      return was === text ? [] : [{ key, section, label, before: was, after: text }];
    }),
    ...old.filter(({ key }) => !nowKeys.has(key)).map(({ key, section, label, text }) => ({ key, section, label, before: text, after: null })),
  ];
}

export type PriceEffect = { planName: string; provinces: string[]; from: BusinessDay | null; before: string | null; after: string };
export type Impact = { newPlans: string[]; opened: { planName: string; provinces: string[] }[]; closed: { planName: string; provinces: string[] }[]; prices: PriceEffect[]; isAddressNew: boolean };

/** What a release will mean: which plans come, where they open and close, and which prices change from when. */
export function impactOf(before: ProductContent | null, after: ProductContent, today: BusinessDay, { provinceName }: Pick<Names, "provinceName">): Impact {
  const plans = after.offerings.map((plan) => ({ plan, was: before?.offerings.find(({ code }) => code === plan.code) }));
  const moved = (inside: (plan: ContentOffering) => readonly string[], outside: (was: ContentOffering | undefined) => readonly string[]) => plans.flatMap(({ plan, was }) => {
    const provinces = inside(plan).filter((id) => !outside(was).includes(id)).map(provinceName);
    return provinces.length > 0 ? [{ planName: plan.name, provinces }] : [];
  });
  return {
    newPlans: plans.filter(({ was }) => !was).map(({ plan }) => plan.name),
    opened: moved((plan) => plan.openIn, (was) => was?.openIn ?? []),
    closed: plans.flatMap(({ plan, was }) => {
      const provinces = (was?.openIn ?? []).filter((id) => !plan.openIn.includes(id)).map(provinceName);
      return provinces.length > 0 ? [{ planName: plan.name, provinces }] : [];
    }),
    prices: plans.flatMap(({ plan, was }) => plan.prices.filter(({ isReleased }) => !isReleased).map((price) => {
      const old = was && price.provinceIds.map((id) => entryInForce(was.prices, id, price.from ?? today)).find((one) => one !== undefined);
      return { planName: plan.name, provinces: price.provinceIds.map(provinceName), from: price.from, before: old ? priceText(old, plan.seatName) : null, after: priceText(price, plan.seatName) };
    })),
    isAddressNew: before !== null && before.slug !== after.slug,
  };
}
