import { z } from "zod";

export const robotChannels = ["wecom", "dingtalk"] as const;
const key = z.string().trim().regex(/^[\w-]{16,100}$/, { error: "robotKeyWrong" });
export const AddRobot = z.strictObject({
  name: z.string().trim().min(2, { error: "textTooShort" }).max(40, { error: "tooLong" }),
  channel: z.enum(robotChannels),
  /** A province of the platform; empty for all of it. */
  provinceId: z.union([z.literal(""), z.string().length(2)]),
  key,
  /** What signs; DingTalk only. */
  signs: z.string().trim().max(100).default(""),
}).refine(({ channel, signs }) => channel === "wecom" || signs.length >= 8, { error: "robotSecretMissing", path: ["signs"] });
export const RobotId = z.strictObject({ robotId: z.uuid() });
/** Never with its key: what was given once is not shown again. */
export const RobotRow = z.object({ id: z.uuid(), name: z.string(), channel: z.enum(robotChannels), provinceId: z.string().nullable(), createdAt: z.date(), last: z.object({ state: z.enum(["waiting", "sent", "failed"]), at: z.date() }).nullable() });
export const RobotList = z.array(RobotRow);
