import { expect, it } from "vitest";
import { maskedForView } from "./view-mask.rules";

it("BO4, DP4: in a view mailboxes, mobile numbers and long numbers are masked wherever they stand, and nothing else is", () => {
  const at = new Date("2026-11-27T00:00:00Z");
  const seen = maskedForView({ contact: { phone: "13853100018", email: "zhenghai@haiyun-yf.example" }, text: "请联系郑海，手机 13853100018，邮箱 a.b@c.example。", rows: [{ payeeAccount: "6222020200112233445", id: "01a21e88-6137-74e7-bdac-b1357ea92e4a" }], paper: "37010319800101123X", number: "ZSD26110000013", fen: 12_345n, at, none: null, creditCode: "91370103MA3H8W2X5Q" });
  expect(seen).toEqual({ contact: { phone: "138****0018", email: "z***@haiyun-yf.example" }, text: "请联系郑海，手机 138****0018，邮箱 a***@c.example。", rows: [{ payeeAccount: "****3445", id: "01a21e88-6137-74e7-bdac-b1357ea92e4a" }], paper: "****123X", number: "ZSD26110000013", fen: 12_345n, at, none: null, creditCode: "91370103MA3H8W2X5Q" });
});
