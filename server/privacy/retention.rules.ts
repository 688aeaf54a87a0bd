import { type BusinessDay, addDays, startOfDay } from "../kernel/calendar";

type Step = { what: string; /** How long, in words that follow "保存到". */ until: string; days: number; end: "delete" | "mask" };
/** What is deleted or masked by itself, once a day, and after how many days (DP2). */
export const retentionSteps = {
  sessions: { what: "登录记录", until: "失效后 180 天", days: 180, end: "delete" },
  devices: { what: "登录过的浏览器", until: "记下后 365 天", days: 365, end: "delete" },
  codes: { what: "验证码", until: "失效后 7 天", days: 7, end: "delete" },
  limits: { what: "防暴力尝试的计数", until: "7 天", days: 7, end: "delete" },
  codeMails: { what: "验证码短信和邮件", until: "发出后 7 天", days: 7, end: "delete" },
  mails: { what: "通知邮件、短信和消息", until: "发出后 2 年", days: 730, end: "delete" },
  openings: { what: "没有开成或已注销帐户的开户申请", until: "最后更新后 180 天", days: 180, end: "mask" },
  papers: { what: "证照和办理材料", until: "销户或办结后 2 年", days: 730, end: "delete" },
  recoveries: { what: "找回管理员的申请", until: "办结后 2 年", days: 730, end: "mask" },
  joinRequests: { what: "加入企业的申请", until: "处理后 180 天", days: 180, end: "mask" },
  formerUsers: { what: "已移除的企业用户", until: "移除后 180 天", days: 180, end: "mask" },
  seatImports: { what: "批量分配席位的名单", until: "办完后 180 天", days: 180, end: "delete" },
  callers: { what: "服务单的联系方式", until: "办结后 180 天", days: 180, end: "mask" },
  usageDays: { what: "每人每天的用量", until: "2 年", days: 730, end: "delete" },
  requests: { what: "发给应用提供方的开通内容", until: "办完后 365 天", days: 365, end: "mask" },
  bssMessages: { what: "发给营业系统的开户和订单内容", until: "确认后 2 年", days: 730, end: "mask" },
  oidcRecords: { what: "登录应用时的凭据", until: "失效", days: 0, end: "delete" },
  pictures: { what: "产品页不再使用的图片", until: "不再使用后 30 天", days: 30, end: "delete" },
  answers: { what: "重复提交的比对记录", until: "180 天", days: 180, end: "delete" },
} as const satisfies Record<string, Step>;
export type RetentionStep = keyof typeof retentionSteps;
export const retentionStepNames = Object.keys(retentionSteps) as RetentionStep[];

/** The instant before which a step's rows go on a day. */
export const cutoffOf = (step: RetentionStep, today: BusinessDay): Date => startOfDay(addDays(today, -retentionSteps[step].days));
