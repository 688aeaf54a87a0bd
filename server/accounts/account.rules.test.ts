import { describe, expect, it } from "vitest";
import { creditCheckCharacter, isAccountName, isCreditCode, isEmail, isMobile, maskEmail, maskPhone, passwordProblem, similarNames } from "./account.rules";
import { deviceWords, placeWords } from "./device.rules";

describe("AI1: an account name", () => {
  it.each([
    ["six letters", "abcdef", true],
    ["twenty characters", "a234567890_234567890", true],
    ["a digit first", "1abcde", true],
    ["underscores inside and last", "a_b_c_", true],
    ["five characters", "abcde", false],
    ["twenty-one characters", "a23456789012345678901", false],
    ["an underscore first", "_abc12", false],
    ["Chinese", "中文帐号", false],
    ["a hyphen", "abc-def", false],
    ["a space", "abc def", false],
    ["a full-width letter", "\uff21bcdef", false],
    ["a line end behind it", "abcdef\n", false],
    ["nothing", "", false],
  ])("of %s", (_, name, expected) => expect(isAccountName(name)).toBe(expected));
});

it("AI1: every name that is offered instead of a taken one keeps the rule and differs from it", () => {
  for (const name of ["abcdef", "a234567890_234567890", "Acme01"]) {
    const offered = similarNames(name, "SD");
    expect(offered.length).toBeGreaterThanOrEqual(3);
    for (const other of offered) expect([isAccountName(other), other === name]).toEqual([true, false]);
  }
});

describe("AI4: a unified social credit code (GB 32100)", () => {
  const valid = ["91350100M000100Y43", "91110000802100433B", "91440300708461136T", "91330100799655058B"];
  it.each(valid)("%s is right", (code) => expect(isCreditCode(code)).toBe(true));
  it("each single changed character is found", () => {
    const code = "91350100M000100Y43";
    for (let at = 0; at < code.length; at += 1) {
      const other = code.charAt(at) === "7" ? "8" : "7";
      expect(isCreditCode(`${code.slice(0, at)}${other}${code.slice(at + 1)}`)).toBe(false);
    }
  });
  it("two neighbours changing places are found", () => expect(isCreditCode("91350100M00010Y043")).toBe(false));
  it.each([
    ["too short", "91350100M000100Y4"],
    ["too long", "91350100M000100Y433"],
    ["small letters", "91350100m000100y43"],
    ["letters that the standard leaves out (I, O, S, V, Z)", "9135010OM000100Y43"],
    ["a wrong check character", "91350100M000100Y44"],
    ["nothing", ""],
  ])("%s is refused", (_, code) => expect(isCreditCode(code)).toBe(false));
  it("a body of another length has no check character", () => expect(creditCheckCharacter("9135")).toBeNull());
});

describe("AI15: a password", () => {
  it.each([
    ["nine characters", "abcdefgh1", "passwordTooShort"],
    ["129 characters", "ab1".repeat(43), "passwordTooLong"],
    ["one of a breach list", "Password123", "passwordBreached"],
    ["a keyboard row", "qwertyuiop", "passwordBreached"],
    ["three signs over and over", "ababababab", "passwordBreached"],
    ["the account name inside", "myAcme01pass", "passwordLikeName"],
  ])("of %s is refused", (_, password, problem) => expect(passwordProblem(password, ["Acme01"])).toBe(problem));
  it.each(["correct horse battery", "一二三四五六七八九十", "abc1".repeat(32)])("%s is taken: length counts, not its composition", (password) => expect(passwordProblem(password, ["Acme01"])).toBeNull());
  it("a name of three letters does not spoil a password", () => expect(passwordProblem("leopard in the sun", ["leo"])).toBeNull());
});

it("AI16: only mainland mobile numbers get codes", () => {
  expect(["13800000000", "19912345678"].map(isMobile)).toEqual([true, true]);
  expect(["12800000000", "1380000000", "053112345678", "+8613800000000", ""].map(isMobile)).toEqual([false, false, false, false, false]);
});

it("AX4: mail addresses are judged without choking on bait", () => {
  expect(["a@b.cn", "zhang.san@mail.company.example"].every(isEmail)).toBe(true);
  expect(["a@b", "a b@c.cn", "a@b..cn", "a@b.cn\nbcc:x@y.cn", `${"a".repeat(65)}@b.cn`, `a@${"a.".repeat(25_000)}`].some(isEmail)).toBe(false);
});

it("DP4: masks leave enough to recognise and not enough to use", () => {
  expect(maskPhone("13812345678")).toBe("138****5678");
  expect(maskEmail("zhang@company.example")).toBe("z***@company.example");
});

describe("AI14: devices and places in words", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36", "Chrome · Windows"],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604", "Safari · iPhone"],
    ["Mozilla/5.0 (Linux; Android 13) AppleWebKit Chrome/110 Mobile MicroMessenger/8.0", "微信 · Android"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Gecko Firefox/121.0", "Firefox · Mac"],
    ["curl/8", "未知设备"],
  ])("%s", (agent, words) => expect(deviceWords(agent)).toBe(words));
  it("names what an address says", () => expect([placeWords("", "127.0.0.1"), placeWords("", "192.168.1.4"), placeWords("", "8.8.8.8"), placeWords("济南", "8.8.8.8")]).toEqual(["本机", "内网 192.168.1.4", "8.8.8.8", "济南"]));
});
