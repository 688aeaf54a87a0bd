import type { Say } from "@/messages/say";
/** Why a company's own sign-in, or its test, did not go, by the code in the address. */
const words: Readonly<Record<string, string>> = {
  NOT_FOUND: "没有这个企业帐号，或它没有开启统一登录。请换一种方式登录。",
  OUTSIDE_SYSTEM_DOWN: "企业的登录系统没有正确答复，请稍后重试；一直如此，请联系贵企业的管理员。",
  CODE_EXPIRED: "这次登录已超时或已用过，请重新开始。",
  TOO_MANY_TRIES: "尝试次数过多，请稍后再试。",
  FORBIDDEN: "请用密码登录的企业管理员身份来试。",
  companyNoMember: "企业的登录系统里的邮箱，不是这个企业帐号的成员，或还没有用密码登录过一次。请联系企业管理员。",
  companyOtherSubject: "这位成员已经和企业登录系统里的另一个帐号对应。请联系企业管理员。",
  companySetUpFirst: "贵企业要求两步验证：请先用密码登录一次并设置好。",
  signInElsewhere: "企业统一登录只在本省的正式网址上可用。",
};

/** The words of a code in an address; of none, and of what is no code of ours, nothing but that it did not go. */
export function companyProblemOf(say: Say, code: string | string[] | undefined): string | null {
  if (typeof code !== "string") return null;
  return (Object.hasOwn(words, code) ? say.word(words[code]) : null) ?? say("没有登录成功，请重试。");
}
