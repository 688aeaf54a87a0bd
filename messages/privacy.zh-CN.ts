import type { PrivacyWay } from "@/server/generated/prisma/enums";
import type { WordView } from "@/server/privacy/agreement.schema";
import { consentPurposes } from "@/server/privacy/consent.rules";
import type { PolicyKind } from "@/server/privacy/policy.rules";
import type { Words } from "./money.zh-CN";

export const policyNames: Record<PolicyKind, string> = { privacy: "隐私政策", terms: "用户服务协议" };
/** What a person has a word in. */
export const subjectWords: Record<WordView["subject"], string> = { privacyPolicy: policyNames.privacy, termsOfService: policyNames.terms, offers: consentPurposes.offers.word, push: consentPurposes.push.word };
export const actWords: Words<WordView["act"]> = { given: { word: "同意", tone: "success" }, withdrawn: { word: "撤回", tone: "neutral" } };
export const wayWords: Record<PrivacyWay, string> = { opening: "开户申请时", signIn: "登录时", ownPage: "在“同意与授权”里", device: "在接收推送的设备上" };
export const weightWords: Words<"asks" | "tells"> = { asks: { word: "须重新同意", tone: "warning" }, tells: { word: "仅通知", tone: "neutral" } };
