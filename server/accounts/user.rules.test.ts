import { describe, expect, it } from "vitest";
import { csvCell, parseCsv, plainCell } from "../kernel/csv";
import { readImport, usersToCsv } from "./user.rules";

const head = "工号,姓名,部门,邮箱,手机号\r\n";

describe("AI7: reading an import", () => {
  it("takes quotes, doubled quotes, line ends in cells, a byte order mark and a missing last line end", () => expect(parseCsv('\ufeffa,"b ""c""\r\nd"\r\n1,2')).toEqual([["a", 'b "c"\r\nd'], ["1", "2"]]));
  it.each([["a;b", ";"], ["a\tb", "\t"], ["a,b", ","]])("finds the separator of %j", (text) => expect(parseCsv(text)).toEqual([["a", "b"]]));
  it("finds columns by their names, in any order and in English", () => expect(readImport("name,No,email\n张三,1,A@B.CN").rows[0]?.fields).toEqual({ employeeNumber: "1", name: "张三", department: "", email: "a@b.cn", phone: "" }));
  it.each([["no row", "", "fileEmpty"], ["no employee number", "姓名\n张三", "headingMissing"], ["a heading alone", head, "fileEmpty"], ["501 rows", head + "1,a\n".repeat(501), "tooManyRows"]])("refuses %s", (_, text, problem) => expect(readImport(text).problem).toBe(problem));
  it("names what is wrong in each row, and doubles within the file", () => {
    const { rows } = readImport(`${head}1,张三,,wrong,\n,李四,,,\n1,王五,,,123\n\n2,赵六,,z@b.cn,13800000000`);
    expect(rows.map(({ lineNumber, problems }) => [lineNumber, problems])).toEqual([[2, { email: "emailWrong" }], [3, { employeeNumber: "employeeNumberMissing" }], [4, { phone: "phoneWrong", employeeNumber: "employeeNumberTwice" }], [6, {}]]);
  });
});

describe("promise 43: cells in and out", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])("%j is no formula in the export, and comes back as it was", (value) => {
    const cell = csvCell(value);
    expect(/^"?[=+\-@\t\r]/.test(cell)).toBe(false);
    expect(plainCell(parseCsv(`${cell}\n`)[0]?.[0] ?? "")).toBe(value);
  });
  it("what was exported imports as the same", () => {
    const user = { employeeNumber: "1", name: "=张,三", department: '研发"一"部', email: "a@b.cn", phone: "0531-81234567" };
    expect(readImport(usersToCsv([user])).rows.map((row) => row.fields)).toEqual([user]);
  });
});
