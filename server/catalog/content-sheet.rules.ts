import { provinceById } from "../platforms/province.rules";
import { industryWords, openFactWords, productClassWords, servedByWords } from "./catalog.rules";
import type { ContentComponent, ProductContent } from "./content.schema";
import { copyRows } from "./content-english.rules";
import { bandsText, columnsOf, copyWords, type PlanNumber, providerWords, sheetNames, type SheetName, stateOfPrice, yesNo } from "./content-sheet.words";
import { feesOf, firstPeriodNames, planKindWords, typedFen } from "./content-words.rules";
import { eligibilityWords } from "./eligibility.rules";

export type Exported = { code: string; content: ProductContent };
/** A cell is always a text, never a formula: what begins with a sign is a word like any other (promise 43). */
type Cell = { value: string; type: StringConstructor; fontWeight?: "bold"; backgroundColor?: string; wrap?: boolean } | null;
export type WrittenSheet = { sheet: string; data: Cell[][]; columns: { width: number }[]; stickyRowsCount: number };

const provinceNames = (ids: readonly string[]) => ids.map((id) => provinceById(id)?.name ?? id).join("、");
// A workbook's XML has no room for what is no character of it.
const clean = (text: string) => [...text].filter((one) => one >= " " || one === "\n" || one === "\t").join("").toWellFormed();
const cell = (text: string): Cell => (text === "" ? null : { value: clean(text), type: String, ...(text.includes("\n") ? { wrap: true } : {}) });

function rowsOfProduct({ code, content }: Exported): Record<SheetName, string[][]> {
  const { copy, offerings, english } = content;
  const component = ({ id, name, kind, feeFen, bands, freeUnits, unitName, taxRateBp, monthFeeFen }: ContentComponent) => [id, name, planKindWords[kind], bands.length > 0 ? "" : typedFen(feeFen), bandsText(bands, typedFen), kind === "usage" ? String(freeUnits) : "", unitName ?? "", `${taxRateBp / 100}%`, monthFeeFen === undefined ? "" : typedFen(monthFeeFen)];
  return {
    产品: [[
      code, content.name, content.slug, productClassWords[content.productClass].name, content.industry ? industryWords[content.industry] : "", content.alsoCalled.join("；"), content.summary, copy.audience, content.providerName, providerWords[content.providerKind], content.providerPartnerId ?? "",
      servedByWords[content.servedBy], content.serviceHours, content.dataLocation, content.openFacts.map((fact) => openFactWords[fact]).join("；"), content.eligibility.map((need) => eligibilityWords[need].need).join("；"), yesNo(content.needsLine),
      english?.name ?? "", english?.summary ?? "", english?.copy.audience ?? "", english?.providerName ?? "", english?.serviceHours ?? "", english?.dataLocation ?? "",
    ]],
    文案: copyRows(copy, english?.copy ?? null).map(({ part, own, english: words }) => [code, copyWords[part], ...own, ...words]),
    套餐: offerings.map((plan) => {
      const number = (field: PlanNumber) => String(plan[field]);
      return [code, plan.code, plan.name, plan.summary, plan.includes.join("\n"), number("seatsMin"), number("seatsMax"), number("seatStep"), plan.seatName, firstPeriodNames[plan.firstPeriodRule], number("trialDays"), typedFen(plan.holdFeeFen), number("returnDays"), yesNo(plan.isBundle), provinceNames(plan.openIn), plan.english?.name ?? "", plan.english?.summary ?? "", plan.english?.includes.join("\n") ?? "", plan.english?.seatName ?? ""];
    }),
    组成: offerings.flatMap((plan) => plan.parts.map((part) => [plan.code, part.offeringCode, String(part.seats), yesNo(part.isOptional), String(part.notionalWeight)])),
    价格: offerings.flatMap((plan) => plan.prices.flatMap((price, index) => price.components.map((one) => [plan.code, String(index + 1), price.isReleased ? stateOfPrice.released : stateOfPrice.fresh, provinceNames(price.provinceIds), price.from ?? "", price.to ?? "", ...component(one)]))),
    费用英文: offerings.flatMap((plan) => feesOf(plan).map(({ id, name, unit }) => [plan.code, id, name, plan.english?.prices[id] ?? "", unit, plan.english?.unitNames?.[id] ?? ""])),
  };
}

const wide: readonly string[] = ["一句话说明", "适合谁", "内容", "说明", "包含", "开放省份", "省份", "下单时要填", "分档"];
const isWide = (name: string) => wide.includes(name.replace("（英文）", ""));

/** Products as the sheets of a workbook: words of both languages, plans, parts and every price. */
export function sheetsOf(products: readonly Exported[]): WrittenSheet[] {
  const rows = products.map(rowsOfProduct);
  return Object.values(sheetNames).map((sheet) => ({
    sheet, stickyRowsCount: 1, columns: columnsOf(sheet).map((name) => ({ width: isWide(name) ? 36 : name.length > 8 ? 20 : 14 })),
    data: [columnsOf(sheet).map((name): Cell => ({ value: name, type: String, fontWeight: "bold", backgroundColor: "#e8eef5" })), ...rows.flatMap((one) => one[sheet].map((line) => line.map(cell)))],
  }));
}
