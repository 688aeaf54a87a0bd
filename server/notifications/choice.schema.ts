import { z } from "zod";
import { customerRoles } from "../kernel/permissions";
import { isQuietAt } from "./choice.rules";
import { mustOf, noticeEventNames } from "./kind.rules";
import { languages } from "./template.rules";

const event = z.enum(noticeEventNames);
/** Events that may be switched off; the others stand in no answer of a form. */
const choosable = noticeEventNames.filter((name) => mustOf(name) === null) as [typeof noticeEventNames[number], ...typeof noticeEventNames];
const events = z.array(z.enum(choosable, { error: "noticeMust" })).max(noticeEventNames.length);

/** The events that somebody is told of, by channel; what stands in neither list is switched off. */
export const SaveChoices = z.strictObject({ mail: events, push: events });
export const SaveDefaults = SaveChoices.extend({ role: z.enum(customerRoles) });

const time = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, { error: "clockTimeWrong" });
/** "22:00" on the business clock; minutes of the day. */
export const minutesOf = (text: string): number | null => (text === "" ? null : Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
export const timeOf = (minutes: number | null): string => (minutes === null ? "" : `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`);

export const SaveTimes = z.strictObject({ quietFrom: time, quietUntil: time, digestAt: time })
  .refine(({ quietFrom, quietUntil }) => quietFrom === "" || quietUntil !== "", { error: "quietEndMissing", path: ["quietUntil"] })
  .refine(({ quietFrom, quietUntil }) => quietUntil === "" || quietFrom !== "", { error: "quietStartMissing", path: ["quietFrom"] })
  .refine(({ quietFrom, quietUntil }) => quietFrom === "" || quietFrom !== quietUntil, { error: "quietWholeDay", path: ["quietUntil"] })
  .refine(({ quietFrom, quietUntil, digestAt }) => digestAt === "" || !isQuietAt(minutesOf(digestAt) ?? 0, { quietFrom: minutesOf(quietFrom), quietUntil: minutesOf(quietUntil) }), { error: "digestInQuiet", path: ["digestAt"] });

const Row = z.object({ event, mail: z.boolean(), push: z.boolean() });
export const ChoicesView = z.object({ role: z.enum(customerRoles), rows: z.array(Row), /** What the role has where one chose nothing. */ defaults: z.array(Row), isOwn: z.boolean(), times: z.object({ quietFrom: z.string(), quietUntil: z.string(), digestAt: z.string() }), language: z.enum(languages), mayDefault: z.boolean(), /** False for a session that the company's own sign-in opened: it touches nothing of the person's own. */ isPersonal: z.boolean() });
export type ChoicesView = z.infer<typeof ChoicesView>;
export const DefaultsView = z.object({ rows: z.array(Row), changedBy: z.string().nullable(), changedAt: z.date().nullable() });
export const SaveLanguage = z.strictObject({ language: z.enum(languages) });
export const RoleDefaults = z.strictObject({ role: z.enum(customerRoles) });
