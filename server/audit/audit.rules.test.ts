import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type AuditEntry, sealOf, sealedAround } from "./audit.rules";

const text = fc.string({ unit: "binary" });
const entry = fc.record<AuditEntry>({
  seq: fc.bigInt({ min: 1n, max: 2n ** 60n }), at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }), actorKind: text, actorId: text, actorName: text,
  customerId: fc.option(text), provinceId: fc.option(text), action: text, targetKind: text, targetId: text,
  before: fc.jsonValue(), after: fc.jsonValue(), reason: fc.option(text), ip: text, requestId: text,
});

it("BO3: a record numbered between the two parts has the seal of the whole", () => {
  fc.assert(fc.property(entry, text, ({ seq, ...facts }, previous) => {
    const [before, after] = sealedAround(facts);
    expect(createHash("sha256").update(`${previous}\n${before}${seq}${after}`).digest("hex")).toBe(sealOf(previous, { seq, ...facts }));
  }));
});
