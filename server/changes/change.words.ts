import type { Say } from "@/messages/say";
import type { StoredTerms } from "../catalog/terms.rules";
import { formatFen } from "../kernel/money";
import { type Both, joined } from "../notifications/template.rules";
import type { Broken } from "./break.rules";

type LifeView = { months: number; until: string | null; when: string | null; refundFen: bigint };

/** A change in one line, as a list shows it. */
export function changeRowWords(say: Say, { kind, life, fromName, fromSeats, toName, toSeats, seatName }: { kind: string; life?: LifeView | null; fromName: string; fromSeats: number; toName: string; toSeats: number; seatName: string }): string {
  if (kind === "bundleBreak") return say("从套餐中拆出，单独继续使用");
  if (kind === "end") return say("拆分套餐，到期停用");
  if (kind === "resume") return say("提前恢复使用");
  if (kind === "pause") {
    const months = life?.months ?? 1;
    return life?.until ? say("暂停 {months} 个整月，{until}恢复", { months, until: say.day(life.until) }) : say("暂停 {months} 个整月", { months });
  }
  if (kind === "cancel") return `${life?.when === "now" ? say("退订，立即停用") : say("退订||申请")}${life && life.refundFen > 0n ? say("，退 {refund}", { refund: formatFen(life.refundFen) }) : ""}`;
  return changeWords({ before: { offeringName: fromName, seats: fromSeats, seatName }, after: { offeringName: toName, seats: toSeats, seatName } });
}

/** 标准版 10 席 → 专业版 10 席 */
export function changeWords({ before, after }: { before: Pick<StoredTerms, "offeringName" | "seats" | "seatName">; after: Pick<StoredTerms, "offeringName" | "seats" | "seatName"> }): string {
  const words = ({ offeringName, seats, seatName }: typeof before) => `${offeringName} ${seats} ${seatName}`;
  return `${words(before)} → ${words(after)}`;
}

/** The same of a product, in each language; plans and what they are counted in are called what they are called. */
export const changeSaid = (product: string, terms: Parameters<typeof changeWords>[0]): Both => ({ "zh-CN": `${product}：${changeWords(terms)}`, en: `${product}: ${changeWords(terms)}` });

/** What a break keeps and ends, and what a period comes to. */
export function brokenSaid({ bundleName, kept, ended, bundleFen, newFen }: Broken): Both {
  const [keeps, ends] = [joined(kept.map(({ name }) => name)), joined(ended)];
  return {
    "zh-CN": `${bundleName} 拆分，保留 ${keeps["zh-CN"]}${ended.length > 0 ? `，停用 ${ends["zh-CN"]}` : ""}；每期由 ${formatFen(bundleFen)} 变为 ${formatFen(newFen)}`,
    en: `${bundleName} is split and ${keeps.en} kept${ended.length > 0 ? `, ${ends.en} ended` : ""}; a period comes to ${formatFen(newFen)} in place of ${formatFen(bundleFen)}`,
  };
}
