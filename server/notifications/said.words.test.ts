import { expect, it } from "vitest";
import { counterPapers } from "../accounts/opening.rules";
import { relationshipBlockerWords } from "../group/relationship.words";
import type { RelationshipBlocker } from "../group/relationship.schema";
import type { TransferBlocker } from "../group/transfer.schema";
import { blockerWords } from "../group/transfer.words";
import { orderOperations } from "../ordering/order.rules";
import { channelWords } from "../payments/payment.words";
import type { PaymentChannel } from "../generated/prisma/enums";
import { offerSaid } from "../promotions/promotion.rules";
import { refuseReasons } from "../review/review.rules";
import { channelSaid, failureSaid, managerSaid, nounSaid, papersSaid, refusalSaid, relationshipBlockersSaid, transferBlockersSaid, unchangedSaid } from "./said.words";

const chinese = /[\u4e00-\u9fff，。：；（）]/;

it("NT5: what we chose to say, and nobody typed, is said in each language", () => {
  const said = [
    ...orderOperations.flatMap((one) => [nounSaid(one), unchangedSaid(one).unchanged]),
    ...(Object.keys(channelWords) as PaymentChannel[]).map(channelSaid),
    ...["insufficient_funds", "underReview", "noCard", "of a bank that we do not know", null].map(failureSaid),
    ...refuseReasons.map((reason) => refusalSaid(reason, "x")),
    papersSaid(counterPapers({ isLegalRepresentative: false, payType: "postpaid" })),
    ...Object.values(managerSaid({ managerName: "商企客户专席", managerHours: "每天 24 小时" })),
    transferBlockersSaid(Object.keys(blockerWords) as TransferBlocker[]), relationshipBlockersSaid(Object.keys(relationshipBlockerWords) as RelationshipBlocker[]),
  ];
  for (const one of said) expect(one.en, one["zh-CN"]).not.toMatch(chinese);
  expect(managerSaid({ managerName: "王芳", managerHours: "工作日 8:30–18:00" })).toEqual({ manager: { "zh-CN": "王芳", en: "王芳" }, hours: { "zh-CN": "工作日 8:30–18:00", en: "working days 8:30–18:00" } });
  expect(refusalSaid("duplicate", "见 SD1")).toEqual({ "zh-CN": "重复申请：见 SD1", en: "it was asked for before: 见 SD1" });
  expect(transferBlockersSaid(["overdue", "overCap"])["zh-CN"]).toBe("产品有逾期未付的帐单，请先付清；超过接收子帐号的额度");
});

it.each([
  [{ layer: "promotion", percentOffBp: 1_500, offFen: 0n, months: 6, seatsFrom: 10 }, "15 % off for the first 6 months, for orders of 10 or more"],
  [{ layer: "promotion", percentOffBp: 10_000, offFen: 0n, months: 1, seatsFrom: 1 }, "free for the first month"],
  [{ layer: "fixed", percentOffBp: 0, offFen: 2_000n, months: null, seatsFrom: 1 }, "¥20.00 off a month as long as it runs"],
] as const)("NT5, SC16: %o is offered as “%s”", (part, words) => expect(offerSaid(part).en).toBe(words));
