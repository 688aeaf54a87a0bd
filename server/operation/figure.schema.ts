import { z } from "zod";
import { notificationChannels } from "../notifications/notification.schema";
import { watched } from "./figure.rules";

const figure = z.enum(watched);
/** Each figure of each province of the duty, for national staff the disk of the database, in the figure's unit; `since` is when its open alarm opened. */
export const FigureBoard = z.object({ now: z.date(), rows: z.array(z.object({ provinceId: z.string(), figure, value: z.bigint(), since: z.date().nullable() })) });

export const ListAlarms = z.strictObject({ cursor: z.uuid().optional() });
export const AlarmPage = z.object({
  rows: z.array(z.object({ id: z.uuid(), provinceId: z.string(), figure, openedValue: z.bigint(), openedAt: z.date(), closedAt: z.date().nullable() })),
  nextCursor: z.uuid().nullable(),
});

export const ListPushes = z.strictObject({ cursor: z.uuid().optional() });
/** Messages that did not arrive. Without a company it went to staff or to somebody who was registering. */
export const PushPage = z.object({
  rows: z.array(z.object({ id: z.uuid(), channel: z.enum(notificationChannels), subject: z.string(), customerId: z.uuid().nullable(), companyName: z.string().nullable(), createdAt: z.date(), attempts: z.number(), mayResend: z.boolean() })),
  nextCursor: z.uuid().nullable(),
  /** Messages to 97 and the province's billing that stay unacknowledged; they go on by themselves. */
  unacknowledged: z.number(),
});
