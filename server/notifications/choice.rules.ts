import { addDays, businessDayOf, startOfDay } from "../kernel/calendar";
import { type NoticeEvent, isUrgentEvent, mustOf } from "./kind.rules";

/** By what somebody is told beside the notice centre, which has everything. */
export const noticeChannels = ["mail", "push"] as const;
export type NoticeChannel = (typeof noticeChannels)[number];
export type Choice = { event: string; channel: NoticeChannel; isOn: boolean };

const chosen = (choices: readonly Choice[], event: NoticeEvent, channel: NoticeChannel): boolean | undefined => choices.find((row) => row.event === event && row.channel === channel)?.isOn;

/** What holds where nobody chose for themselves: the owner's word for the role, else yes. */
export const defaultOf = (byRole: readonly Choice[], event: NoticeEvent, channel: NoticeChannel): boolean => mustOf(event) !== null || (chosen(byRole, event, channel) ?? true);

/** NT4: whether somebody is told of an event by a channel: their own choice, else their role's default. What law or safety asks for always is. */
export const isTold = ({ own, byRole }: { own: readonly Choice[]; byRole: readonly Choice[] }, event: NoticeEvent, channel: NoticeChannel): boolean => mustOf(event) !== null || (chosen(own, event, channel) ?? defaultOf(byRole, event, channel));

/** Minutes of the business day; null: none. */
export type Times = { quietFrom: number | null; quietUntil: number | null; digestAt: number | null };
export const noTimes: Times = { quietFrom: null, quietUntil: null, digestAt: null };

const MINUTE_MS = 60_000;
const minuteOf = (at: Date): number => Math.floor((at.getTime() - startOfDay(businessDayOf(at)).getTime()) / MINUTE_MS);
/** The next time after an instant that the clock shows a minute of the day. */
function nextAt(now: Date, minute: number): Date {
  const today = businessDayOf(now);
  return new Date(startOfDay(minuteOf(now) < minute ? today : addDays(today, 1)).getTime() + minute * MINUTE_MS);
}

/** Whether a minute of the day lies in quiet hours; these may go over midnight. */
export function isQuietAt(minute: number, { quietFrom, quietUntil }: Pick<Times, "quietFrom" | "quietUntil">): boolean {
  if (quietFrom === null || quietUntil === null) return false;
  return quietFrom < quietUntil ? minute >= quietFrom && minute < quietUntil : minute >= quietFrom || minute < quietUntil;
}

/** When the quiet hours end that an instant lies in; null outside of them. */
export const quietEnd = (now: Date, times: Times): Date | null => (times.quietUntil !== null && isQuietAt(minuteOf(now), times) ? nextAt(now, times.quietUntil) : null);

export type Way = "now" | "never" | { until: Date; isForDigest: boolean };
type Asked = { event: NoticeEvent; channel: NoticeChannel; isOn: boolean; isUrgent: boolean; times: Times; now: Date };

/** NT7: when a message goes out that its reader wants: at once, after their quiet hours, or with the day's others. What is urgent never waits; what law asks for is no line of a digest. */
export function wayOf({ event, channel, isOn, isUrgent, times, now }: Asked): Way {
  if (!isOn) return "never";
  if (isUrgent || isUrgentEvent(event)) return "now";
  if (channel === "mail" && times.digestAt !== null && mustOf(event) === null) return { until: nextAt(now, times.digestAt), isForDigest: true };
  const until = quietEnd(now, times);
  return until === null ? "now" : { until, isForDigest: false };
}
