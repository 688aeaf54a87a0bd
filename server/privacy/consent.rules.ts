import type { PrivacyAct, PrivacySubject, PrivacyWay } from "../generated/prisma/enums";
import { policyKinds, subjectOfKind } from "./policy.rules";

/**
 * DP5: what is done with personal data beyond what serving a company takes, each purpose apart: done only while the person has said yes to
 * just that, and over with their next word. A purpose stands here because something in the product asks for it before it acts; nothing else does.
 */
export const consentPurposes = {
  offers: {
    word: "优惠和活动邮件", about: "发券和活动时，用您的登录邮箱告诉您。不同意时，优惠券照样进企业帐户，只在“优惠券”和“消息”里看到，不发邮件。",
    data: "姓名、登录邮箱", to: "不提供给别人", onWithdrawal: "撤回后不再发送优惠和活动邮件；帐单、订单、安全等服务通知不受影响。",
  },
  push: {
    word: "浏览器推送", about: "在您开启的浏览器里弹出消息提醒。提醒经浏览器厂商的推送服务送达，厂商看不到内容，但会知道这台设备收到了提醒；有的厂商在境外。",
    data: "浏览器的推送地址、设备名称", to: "浏览器厂商（推送服务）", onWithdrawal: "撤回后所有设备停止推送，推送地址立即删除；消息照样在消息中心和邮箱里。",
  },
} as const;
export type ConsentPurpose = keyof typeof consentPurposes;
export const consentPurposeNames = Object.keys(consentPurposes) as [ConsentPurpose, ...ConsentPurpose[]];

/** The two that using the portal needs: without them it ends with leaving, not with a switch. */
export const requiredSubjects: readonly PrivacySubject[] = policyKinds.map((kind) => subjectOfKind[kind]);

export type Word = { subject: PrivacySubject; sequence: number; act: PrivacyAct; policyVersion: number; way: PrivacyWay; at: Date };

/** A person's last word on a subject; null where they never said one. */
export const lastWord = <W extends Word>(words: readonly W[], subject: PrivacySubject): W | null => words.reduce<W | null>((last, one) => (one.subject === subject && (last?.sequence ?? 0) < one.sequence ? one : last), null);

/** Whether a purpose may be served: silence is no yes. */
export const mayServe = (words: readonly Word[], purpose: ConsentPurpose): boolean => lastWord(words, purpose)?.act === "given";
