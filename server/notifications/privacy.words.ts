import type { Pair } from "./template.rules";

/** Words of what is told of personal data and of the texts that everybody agrees to. */
export const privacyWords = {
  "policy.changed": {
    "zh-CN": { subject: "《{title}》有新版本，{effectiveOn} 起生效", text: "《{title}》第 {release} 版将于 {effectiveOn} 生效。主要变化：\n{what}\n{?isMaterial}生效后您下次登录时，会请您阅读并同意；同意之前仍可以查看、付款和导出资料。不同意的，可以退出企业或注销帐户。{/isMaterial}{!isMaterial}这次只是说明得更清楚，您不用再办什么。{/isMaterial}", link: "阅读新版本" },
    en: { subject: "A new version of 《{title}》 applies from {effectiveOn}", text: "Version {release} of 《{title}》 applies from {effectiveOn}. What changes, in Chinese:\n{what}\n{?isMaterial}You will be asked to read it and agree at your next sign-in after that; until then you can still read, pay and take out your data. If you do not agree you may leave the company or close the account.{/isMaterial}{!isMaterial}It only says things more clearly; there is nothing for you to do.{/isMaterial}", link: "Read it" },
  },
} as const satisfies Record<string, Pair>;
