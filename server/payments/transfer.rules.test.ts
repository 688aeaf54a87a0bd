import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeIn, matchTransfer, readStatement, transferCode } from "./transfer.rules";

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
});
