import { expect, it } from "vitest";
import { approvalClock, askedNext, firstAsked } from "./approval.rules";

const [owner, approver, substitute] = ["owner", "approver", "substitute"].map((id) => ({ id, personId: `p-${id}` })) as [{ id: string; personId: string }, { id: string; personId: string }, { id: string; personId: string }];
const all = [owner, approver, substitute];
const policy = { approverId: "approver", substituteId: "substitute" };
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

it.each([
  ["everybody who may approve, where nobody is named", null, null, ["owner", "approver", "substitute"]],
  ["the named approver", policy, null, ["approver"]],
  ["the substitute of an approver who ordered themselves", policy, "p-approver", ["substitute"]],
  ["everybody else, when the named ones are gone", { approverId: "gone", substituteId: null }, "p-owner", ["approver", "substitute"]],
] as const)("PC6: asks first %s", (_, named, askedById, expected) => expect(ids(firstAsked(all, named, askedById))).toEqual(expected));

it("PC6: nobody is asked about their own order", () => expect(firstAsked([owner], null, "p-owner")).toEqual([]));

it.each([
  ["the substitute", policy, ["approver"], ["substitute"]],
  ["whoever was not asked yet", null, ["approver"], ["owner", "substitute"]],
  ["those again who were, when there is nobody else", policy, ["owner", "approver", "substitute"], ["owner", "approver", "substitute"]],
] as const)("PC6: asks half-way %s", (_, named, asked, expected) => expect(ids(askedNext(all, named, { askedById: null, asked }))).toEqual(expected));

it("PC6: half of the time goes to those who are asked first", () => {
  const { escalateAt, dueAt } = approvalClock(new Date("2026-11-27T08:00:00Z"), 3);
  expect([escalateAt.toISOString(), dueAt.toISOString()]).toEqual(["2026-11-28T20:00:00.000Z", "2026-11-30T08:00:00.000Z"]);
});
