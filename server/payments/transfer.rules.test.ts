import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeIn, matchTransfer, plainName, readStatement, transferCode } from "./transfer.rules";

describe("the code on a transfer", () => {
  it.each([
    ["KDAB23CD45", "KDAB23CD45"], ["转账 kd-ab23 cd45 充值", "KDAB23CD45"], ["ＫＤＡＢ２３ＣＤ４５", "KDAB23CD45"], ["充值", null], ["KDAB23CD4", null], ["", null],
  ])("BI4: %s holds %s", (memo, code) => expect(codeIn(memo)).toBe(code));
  it("BI4: whatever the bytes, a code is found again in what a payer wrote around it", () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), fc.constantFrom("充值款 ", "", "附言："), (bytes, before) => {
      const code = transferCode(bytes);
      expect(codeIn(`${before}${code.toLowerCase().slice(0, 5)} ${code.slice(5)}，谢谢`)).toBe(code);
    }));
  });
});

const company = (over: Partial<{ customerId: string; name: string; isOpen: boolean }> = {}) => ({ customerId: "c", name: "泰山通达物流有限公司", isOpen: true, ...over });
const claim = { id: "k", customerId: "c", state: "waiting" as const };
const line = { payerName: "泰山通达物流有限公司", memo: "KDAB23CD45" };
it("BI4: a code has the letters that its bytes say, none of which is mistaken for another", () => {
  expect([transferCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])), transferCode(Uint8Array.from([30, 31, 62, 29, 23, 22, 255, 11]))]).toEqual(["KDABCDEFGH", "KD9AA82ZHN"]);
  for (const mistaken of ["KDAB23CDI5", "KDAB23CDL5", "KDAB23CDO5", "KDAB23CD05", "KDAB23CD15", "KAAB23CD45"]) expect(codeIn(mistaken)).toBeNull();
  expect(plainName(" ａbc\t公司 ")).toBe("ABC公司");
});

describe("whose a transfer is", () => {
  it("BI4: the code and the payer's own name together, in whatever width and spaces", () => {
    expect(matchTransfer({ ...line, payerName: " 泰山通达物流 有限公司" }, { claim, owner: company(), namesakes: [] })).toEqual({ kind: "matched", customerId: "c", claimId: "k" });
    expect(matchTransfer(line, { claim: { ...claim, state: "paid" }, owner: company(), namesakes: [] }).kind).toBe("matched");
  });
  it.each([
    ["a stranger's money", { claim, owner: company({ name: "别家公司" }), namesakes: [] }, line, "payerDiffers", "c"],
    ["a closed account", { claim, owner: company({ isOpen: false }), namesakes: [] }, line, "accountClosed", "c"],
    ["a code that nobody has", { claim: null, owner: null, namesakes: [] }, line, "codeUnknown", null],
    ["no code, from a customer's name", { claim: null, owner: null, namesakes: [company()] }, { ...line, memo: "货款" }, "noCode", "c"],
    ["a code that nobody has, from a customer's name", { claim: null, owner: null, namesakes: [company()] }, line, "codeUnknown", "c"],
    ["no code, from a customer whose account is closed", { claim: null, owner: null, namesakes: [company({ isOpen: false })] }, { ...line, memo: "" }, "noCode", null],
    ["no code, from a name that an open and a closed account have", { claim: null, owner: null, namesakes: [company({ isOpen: false }), company({ customerId: "d" })] }, { ...line, memo: "" }, "noCode", "d"],
    ["a company without a claim", { claim: null, owner: company(), namesakes: [] }, line, "codeUnknown", null],
    ["a claim whose company is gone", { claim, owner: null, namesakes: [] }, line, "codeUnknown", null],
    ["no code, from a name that two have", { claim: null, owner: null, namesakes: [company(), company({ customerId: "d" })] }, { ...line, memo: "" }, "noCode", null],
  ] as const)("BI4: %s waits for a person", (_, found, given, problem, guessId) => expect(matchTransfer(given, found)).toEqual({ kind: "waiting", problem, guessId }));
});

describe("a bank's statement", () => {
  const head = "交易日期,流水号,对方户名,对方账号,收入金额,支出金额,附言";
  it("BI4: its incoming lines are read, whatever the date's form; outgoing ones are not ours", () => {
    expect(readStatement(`\ufeff${head}\r\n2026-11-02,'0001,泰山通达,'6222000011112222,"1,200.50",,KDAB23CD45\r\n20261103,0002,某公司,,,300.00,付款\r\n2026年11月4日,0003,某公司,,80,,\r\n`)).toEqual({
      problem: null, problems: [],
      lines: [
        { serial: "0001", bookedOn: "2026-11-02", amountFen: 120_050n, payerName: "泰山通达", payerAccount: "6222000011112222", memo: "KDAB23CD45" },
        { serial: "0003", bookedOn: "2026-11-04", amountFen: 8_000n, payerName: "某公司", payerAccount: "", memo: "" },
      ],
    });
  });
  it("BI4: each line that cannot be read is named with what is wrong", () => {
    expect(readStatement(`${head}\n2026-02-30,1,a,,5,,\n2026-02-03,,a,,5,,\n2026-02-03,2,a,,五元,,\n2026-02-03,3,a,,5,,\n2026-02-03,3,a,,5,,\n`).problems).toEqual([{ line: 2, problem: "dateWrong" }, { line: 3, problem: "serialMissing" }, { line: 4, problem: "amountWrong" }, { line: 6, problem: "serialDouble" }]);
  });
  it.each([["", "fileEmpty"], ["日期,金额\n2026-01-01,5\n", "headingMissing"], [`${head}\n${"2026-01-01,1,a,,5,,\n".repeat(2_001)}`, "tooManyLines"]])("BI4: a file that is no statement is said to be none", (csv, problem) => expect(readStatement(csv).problem).toBe(problem));
  const read = (cells: string) => readStatement(`${head}\n${cells}\n`);
  it.each([
    ["2026-1-2", "2026-01-02"], ["2026/11/02", "2026-11-02"], ["2026.11.2", "2026-11-02"], ["2026年1月2日", "2026-01-02"], [" 20260102 ", "2026-01-02"], ["2026-01-02 15:30:00", "2026-01-02"], ["2028-02-29", "2028-02-29"],
    ["2026-02-29", null], ["2026-13-01", null], ["2026-00-10", null], ["26-01-02", null], ["于2026-01-02", null], ["昨天", null], ["", null],
  ])("BI4: a day written %s is %s", (typed, day) => {
    const { lines, problems } = read(`${typed},1,a,,5,,`);
    expect([lines[0]?.bookedOn ?? null, problems]).toEqual([day, day ? [] : [{ line: 2, problem: "dateWrong" }]]);
  });
  it.each([
    ["5", 500n], ["0.01", 1n], ["0", "notOurs"], ["0.0", "notOurs"], ["0.00", "notOurs"], ["-5", "notOurs"], [" ", "notOurs"], ["00.00", "amountWrong"], ["0.000", "notOurs"], ["5-", "amountWrong"], ["0.x", "amountWrong"], ["10.00", 1_000n],
  ] as const)("BI4: a sum written %j is %s", (typed, expected) => {
    const { lines, problems } = read(`2026-01-02,1,a,,${typed},,`);
    expect(lines[0]?.amountFen ?? problems[0]?.problem ?? "notOurs").toBe(expected);
  });
  it("BI4: each bank's own heading is known, in any order and with spaces, and a payer's account may be missing", () => {
    const columns = { bookedOn: ["交易日期", "记账日期", "日期"], serial: ["流水号", "交易流水号", "凭证号"], payerName: ["对方户名", "付款人名称", "付款户名"], amount: ["收入金额", "贷方金额", "金额"], memo: ["附言", "摘要", "用途"] };
    const row = { bookedOn: "2026-01-02", serial: "7", payerName: "甲", amount: "5", memo: "谢谢" };
    for (const [column, words] of Object.entries(columns)) {
      for (const word of words) {
        const names = Object.entries(columns).map(([name, [usual]]) => (name === column ? ` ${word} ` : usual));
        expect(readStatement(`${names.join(",")}\n${Object.values(row).join(",")}\n`), word).toEqual({ problem: null, problems: [], lines: [{ serial: "7", bookedOn: "2026-01-02", amountFen: 500n, payerName: "甲", payerAccount: "", memo: "谢谢" }] });
      }
      const without = Object.entries(columns).flatMap(([name, [usual]]) => (name === column ? [] : [usual]));
      expect(readStatement(`${without.join(",")}\n1,2,3,4\n`)).toEqual({ problem: "headingMissing", lines: [], problems: [] });
    }
    expect(readStatement("日期,对方账号,流水号,对方户名,金额,附言\n2026-01-02,62,1,a,5,\n").lines[0]?.payerAccount).toBe("62");
    for (const word of ["对方账号", "对方帐号", "付款账号", "付款帐号"]) expect(readStatement(`${head.replace("对方账号", word)}\n2026-01-02,1,a,'62,5,,\n`).lines[0]?.payerAccount).toBe("62");
  });
  it("BI4: cells are trimmed, cut at 200 signs and freed of one apostrophe in front; empty lines are none", () => {
    expect(read(`2026-01-02, '1'2 , 甲 ,6'2,5,,${"长".repeat(201)}\n,, ,,,,\n\n2026-01-03,''3`).lines).toEqual([{ serial: "1'2", bookedOn: "2026-01-02", amountFen: 500n, payerName: "甲", payerAccount: "6'2", memo: "长".repeat(200) }]);
    expect(read("2026-01-02,1'2,a,,5").lines[0]?.serial).toBe("1'2");
    expect(read("2026-01-02,9,a,,5")).toMatchObject({ problem: null, problems: [], lines: [{ memo: "", payerAccount: "" }] });
  });
  it("BI4: a number stays taken when its line was wrong, but not by a line that is not ours", () => {
    expect(read("2026-01-02,1,a,,五元,,\n2026-01-02,1,a,,5,,").problems).toEqual([{ line: 2, problem: "amountWrong" }, { line: 3, problem: "serialDouble" }]);
    expect(read("2026-01-02,1,a,,,300,\n2026-01-02,1,a,,5,,").lines).toHaveLength(1);
  });
  it("BI4: 2 000 lines are read, one more is too many; a file of empty lines is empty", () => {
    const rows = (count: number) => Array.from({ length: count }, (_, n) => `2026-01-02,${n},a,,5,,\n`).join("");
    expect(readStatement(`${head}\n${rows(2_000)}`).lines).toHaveLength(2_000);
    expect(readStatement(`${head}\n${rows(2_001)}`)).toEqual({ problem: "tooManyLines", lines: [], problems: [] });
    for (const csv of ["", "\n\n", " , ,\n"]) expect(readStatement(csv)).toEqual({ problem: "fileEmpty", lines: [], problems: [] });
  });
});
