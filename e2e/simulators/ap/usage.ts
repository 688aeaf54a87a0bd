import { createHash } from "node:crypto";
import { z } from "zod";
import { html, table, timeText, type Html } from "../kit/html";
import type { Service } from "./ap.schema";

const dayMs = 86_400_000;
/** Reports of one day in their order: those that are counted by night first, then what a person corrects by day. */
const placesADay = 1_000;
const firstCorrection = 500;

/** Units that a service's users use together on a working day, by its product. */
const unitsADay: Record<string, number> = { FAX: 5, VIDEO: 150, SMS: 60, PHONE: 20, ONENUM: 12 };
const accountNames = ["chen.jing", "guo.yan", "he.qiang", "li.na", "liu.wei", "sun.hao", "wang.fang", "xu.lei", "zhang.min", "zhao.gang"] as const;

/** What a person at the provider wrote: all that a user used on a day, instead of what was counted. */
export const Correction = z.object({ businessId: z.string(), metric: z.string(), usedOn: z.iso.date(), userName: z.string(), quantity: z.number(), sequence: z.number(), at: z.string() });
export type Correction = z.output<typeof Correction>;
export type Report = Pick<Correction, "sequence" | "metric" | "usedOn" | "userName" | "quantity">;

/** The one metered component of a product; its code is agreed with the portal. */
const metric = "usage";
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;
const dayFrom = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10);
/** The day in China on which an instant falls. */
const businessDay = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

type Using = Pick<Service, "businessId" | "specificationCode" | "openedAt" | "suspendedAt" | "cancelledAt">;

/** What was counted on a day, in the order of names. Made from id, day and name, so that asking twice or after a restart gives the same. */
function counted({ businessId, specificationCode }: Using, day: string): Report[] {
  const size = unitsADay[specificationCode] ?? 5;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const users = 3 + (createHash("sha256").update(businessId).digest()[0] ?? 0) % 4;
  return accountNames.slice(0, users).flatMap((userName, place) => {
    const roll = createHash("sha256").update(`${businessId} ${day} ${userName}`).digest().readUInt16BE(0) / 65_536;
    const share = (2 * (users - place)) / (users * (users + 1));
    const quantity = Math.round(size * share * (weekday === 0 || weekday === 6 ? 0.2 : 1) * 2 * roll);
    return quantity === 0 ? [] : [{ sequence: (numberOf(day) + 1) * placesADay + place, metric, usedOn: day, userName, quantity }];
  });
}

const isDue = (service: Using, day: string) =>
  day >= businessDay(service.openedAt) && (service.suspendedAt === null || day < businessDay(service.suspendedAt)) && (service.cancelledAt === null || day < businessDay(service.cancelledAt));

/** Reports after a place in the order, the oldest first: each day's is ready when the day is over, a correction at once. */
export function reportsAfter(service: Using, corrections: readonly Correction[], { after, limit, at }: { after: number; limit: number; at: string }): { records: Report[]; hasMore: boolean } {
  const own = corrections.filter((row) => row.businessId === service.businessId);
  const isCorrected = (report: Report) => own.some((row) => row.usedOn === report.usedOn && row.userName === report.userName);
  const records: Report[] = own.filter((row) => row.sequence > after).map(({ sequence, metric: of, usedOn, userName, quantity }) => ({ sequence, metric: of, usedOn, userName, quantity }));
  const first = Math.max(numberOf(businessDay(service.openedAt)), Math.floor(after / placesADay) - 1);
  for (let day = first; day < numberOf(businessDay(at)); day += 1) {
    if (isDue(service, dayFrom(day))) records.push(...counted(service, dayFrom(day)).filter((report) => report.sequence > after && !isCorrected(report)));
  }
  records.sort((a, b) => a.sequence - b.sequence);
  return { records: records.slice(0, limit), hasMore: records.length > limit };
}

/** A person at the provider writes a user's day down; the correction, or what is wrong with the form. */
export function correctionFrom(form: URLSearchParams, at: string, services: ReadonlyMap<string, Service>, corrections: readonly Correction[]): string | { correction: Correction } {
  const text = (name: string) => (form.get(name) ?? "").trim();
  const service = services.get(text("businessId"));
  const today = businessDay(at);
  if (!service) return "没有这个业务标识";
  if (!z.iso.date().safeParse(text("usedOn")).success || text("usedOn") > today || text("usedOn") < businessDay(service.openedAt)) return "日期要在开通日和今天之间";
  if (!/^[\w.@-]{1,60}$/.test(text("userName"))) return "用户帐号只用字母、数字和 . _ - @";
  if (!/^\d{1,6}$/.test(text("quantity"))) return "用量填不大于 999999 的整数";
  const place = corrections.filter((row) => row.businessId === service.businessId && businessDay(row.at) === today).length;
  if (firstCorrection + place >= placesADay) return "这个业务今天已经改得太多，请明天再改";
  return { correction: { businessId: service.businessId, metric, usedOn: text("usedOn"), userName: text("userName"), quantity: Number(text("quantity")), sequence: numberOf(today) * placesADay + firstCorrection + place, at } };
}

export function usageSection(services: ReadonlyMap<string, Service>, corrections: readonly Correction[], at: string): Html {
  const last = [...services.values()].filter(({ specificationCode }) => specificationCode in unitsADay).at(-1)?.businessId ?? "";
  const field = (name: string, label: string, value: string, more = html``) => html`<div class="field"><label for="usage-${name}">${label}</label><input id="usage-${name}" name="${name}" value="${value}"${more}></div>`;
  return html`<form method="post" action="/record-usage"><div class="fields">${field("businessId", "业务标识", last)}${field("usedOn", "日期", businessDay(at), html` type="date"`)}${field("userName", "用户帐号", accountNames[0])}${field("quantity", "当天用量合计", "", html` inputmode="numeric"`)}</div><div class="actions"><button>记下用量</button></div></form>
${table("人工记下的用量", ["时间", "业务标识", "日期", "用户帐号", "当天合计"], [...corrections].slice(-20).reverse().map((row) => [timeText(row.at), html`<code>${row.businessId}</code>`, row.usedOn, row.userName, `${row.quantity}`]), "还没有人工记下的用量。每天的用量由系统自动计算。")}`;
}
