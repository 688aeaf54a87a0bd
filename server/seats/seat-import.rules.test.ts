import { describe, expect, it } from "vitest";
import { type KnownUser, planSeats, readSeatImport } from "./seat-import.rules";

const user = (n: number, email = `e${n}@company.example`): KnownUser => ({ id: `u${n}`, employeeNumber: String(1000 + n), email, name: `员工${n}` });
const users = [user(1), user(2), user(3), user(4, "same@company.example"), user(5, "same@company.example")];
const outcomes = (csv: string, { held = [] as string[], seats = 10 } = {}) => planSeats(readSeatImport(csv).rows, { users, held: new Set(held), seats }).rows.map(({ outcome, problem }) => problem ?? outcome);

describe("PC12: reading a file of seats", () => {
  it.each([["nothing", "", "fileEmpty"], ["no one named", "姓名,席位\n张三,分配", "headingMissing"], ["a heading alone", "工号", "fileEmpty"], ["501 rows", `工号\n${"1\n".repeat(501)}`, "tooManyRows"]])("refuses %s", (_, text, problem) => expect(readSeatImport(text).problem).toBe(problem));
  it("finds columns by name in any order, and lines by their place", () => expect(readSeatImport("席位,Email,工号\n\n收回,A@B.CN,=1001").rows).toEqual([{ lineNumber: 3, employeeNumber: "=1001", email: "a@b.cn", act: "收回" }]));
});

describe("PC12: the dry run", () => {
  it.each<[string, string, { held?: string[]; seats?: number }, string[]]>([
    ["gives, takes back, and leaves what is so already", "工号,席位\n1001,\n1002,收回\n1003,分配\n1004,收回", { held: ["u2", "u3"] }, ["assign", "withdraw", "same", "same"]],
    ["finds by mailbox too, and both must fit", "工号,邮箱\n,e1@company.example\n1002,e2@company.example\n1003,e1@company.example", {}, ["assign", "assign", "userUnknown"]],
    ["says what is wrong with each", "工号,邮箱,席位\n,,分配\n9999,,\n,same@company.example,\n1001,,也许\n1002,,\n1002,,收回", {}, ["whoMissing", "userUnknown", "mailTwice", "actWrong", "assign", "rowTwice"]],
    ["what is taken back makes room, wherever it stands", "工号,席位\n1001,\n1002,\n1003,收回", { held: ["u3"], seats: 2 }, ["assign", "assign", "withdraw"]],
    ["who comes when none is left is told so", "工号\n1001\n1002\n1003", { held: ["u4"], seats: 2 }, ["assign", "noSeatLeft", "noSeatLeft"]],
  ])("%s", (_, csv, facts, expected) => expect(outcomes(csv, facts)).toEqual(expected));
});
