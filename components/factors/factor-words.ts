import { fieldWords } from "@/messages/zh-CN";

/** Words for the fields of a staff member's own sign-in. */
export const factorWords: Readonly<Record<string, string>> = {
  ...fieldWords,
  emailWrong: "请填写工作邮箱",
  passwordMissing: "请填写密码",
  passwordWrong: "当前密码不正确",
  passwordSame: "新密码不能和原来的相同",
  otpFormat: "请填写认证器里的 6 位数字",
  otpWrong: "动态口令不正确或已用过，请等下一个",
};
