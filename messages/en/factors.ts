import type { Dictionary } from "../say";

/** What the pages of authenticators and recovery codes say. */
export const factors = {
  "动态口令密钥的二维码": "QR code of the authenticator key",
  "用认证器 App（如微软、谷歌或国产认证器）扫描二维码；不能扫描时，手工输入密钥：": "Scan the QR code with an authenticator app (such as those of Microsoft or Google, or a Chinese one); if you cannot scan it, enter the key by hand:",
  "请保存备用码，只显示这一次": "Please keep these recovery codes; they are shown only this once",
  "手机丢失时，用一个备用码代替动态口令登录；每个只能用一次。": "If you lose your phone, sign in with a recovery code instead of an authenticator code; each works once.",
} as const satisfies Dictionary;
