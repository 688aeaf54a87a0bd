import { writeFileSync } from "node:fs";
import { getDocumentProxy } from "unpdf";
import { beforeAll, expect, it } from "vitest";
import { contractBody, contractTitle } from "../../prisma/seed/contract";
import { sha256 } from "../crypto";
import { type ContractDocument, groupedHash } from "./contract-document.rules";
import { contractPdf } from "./contract-pdf";
import { type SealKey, bareCertificate, checkSeal, makeSealKey, sealPdf } from "./seal";

const at = new Date("2026-11-27T02:30:00Z");
let key: SealKey;
beforeAll(async () => {
  key = await makeSealKey({ owner: "宽带商务山东合同专用章", serial: 1, at });
}, 30_000);

const contract = (part: Partial<ContractDocument> = {}): ContractDocument => ({
  provinceName: "山东",
  order: { number: "SD26110000042", versionNumber: 1, operation: "订购产品", submittedAt: "2026-11-27T02:00:00.000Z", channel: "网上营业厅" },
  company: { name: "齐鲁精工机械有限公司", creditCode: "91370102MA3C2K7T1X", accountName: "qilu_jingji", payType: "预付费" },
  items: [
    { name: "协同办公 OA（标准版）", seats: 25, seatName: "用户", isPart: false, monthlyFen: "50000", firstBillFen: "6667", discounts: ["秋季上云：前 3 个月 8.5 折"] },
    { name: "企业邮箱（基础版）", seats: 25, seatName: "邮箱", isPart: true, monthlyFen: "0", firstBillFen: "0", discounts: [] },
  ],
  firstBillFen: "6667", monthlyFen: "50000",
  contract: { version: 3, title: contractTitle, body: contractBody },
  accepted: { name: "孙建国", at: "2026-11-27T02:00:00.000Z", ip: "203.0.113.7" },
  ...part,
});
const sealed = async (document: ContractDocument) => sealPdf(await contractPdf(document, { contentHash: "ab".repeat(32), sealedAt: at, sealName: "宽带商务山东合同专用章" }), key, at);

async function textOf(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) pages.push((await (await pdf.getPage(n)).getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(""));
  return { pdf, text: pages.join("").replaceAll(/\s/g, "") };
}

it("OR20: the contract says in Chinese what was ordered, by whom, under which text, who agreed when and from where, and its hash", async () => {
  const bytes = await sealed(contract());
  const { pdf, text } = await textOf(bytes);
  for (const words of [contractTitle, "第3版", "SD26110000042", "齐鲁精工机械有限公司", "91370102MA3C2K7T1X", "协同办公OA（标准版）", "25用户", "¥500.00", "¥66.67", "秋季上云：前3个月8.5折", "含在套餐内", "孙建国", "2026年11月27日10:00", "203.0.113.7", groupedHash("ab".repeat(32)), "第1页，共2页", ...contractBody.split(/\n+/)]) expect(text, words).toContain(words.replaceAll(/\s/g, ""));
  const roles = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
  for (const role of ["H1", "H2", "Table", "TH", "L", "LI"]) expect(roles).toContain(`"role":"${role}"`);
  const [field] = (await (await pdf.getPage(pdf.numPages)).getAnnotations()) as { fieldType?: string }[];
  expect(field?.fieldType).toBe("Sig");
  if (process.env.KEEP_CONTRACT) writeFileSync(process.env.KEEP_CONTRACT, bytes);
}, 30_000);

it("OR20: its seal holds, names key and time, and one changed byte anywhere is found", async () => {
  const bytes = await sealed(contract());
  const seal = checkSeal(bytes);
  expect(seal).toMatchObject({ isIntact: true, sealedAt: at });
  expect(bareCertificate(seal?.certificate ?? "")).toBe(bareCertificate(key.certificate));
  const file = Buffer.from(bytes);
  const [, , head = 0, tail = 0] = (/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)/.exec(file.toString("latin1")) ?? []).map(Number);
  const places = [0, 10, head - 1, tail, tail + 1, bytes.length - 1, ...Array.from({ length: 60 }, (_, n) => Math.floor(((n + 0.5) * bytes.length) / 60))];
  for (const place of places) {
    const changed = Uint8Array.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    const found = checkSeal(changed);
    // In the signature itself a changed byte may make another certificate of ours.
    expect(found !== null && found.isIntact && bareCertificate(found.certificate) === bareCertificate(key.certificate), `byte ${place}`).toBe(false);
  }
  // Something added behind is not part of what was sealed.
  expect(checkSeal(Buffer.concat([file, Buffer.from("\n%%EOF\n")]))).toBeNull();
  for (const nothing of ["", "%PDF-1.7 /ByteRange [0 5 9 3] <zz>", "Hello"]) expect(checkSeal(Buffer.from(nothing))).toBeNull();
}, 60_000);

it("OR20: a seal by another key says its own certificate, so that it is told from ours", async () => {
  const other = await makeSealKey({ owner: "别人的章", serial: 1, at });
  const seal = checkSeal(await sealPdf(await contractPdf(contract(), { contentHash: "0".repeat(64), sealedAt: at, sealName: "别人的章" }), other, at));
  expect(seal?.isIntact).toBe(true);
  expect(bareCertificate(seal?.certificate ?? "")).not.toBe(bareCertificate(key.certificate));
}, 30_000);

it("OR20, promise 43: long and hostile words stay words, on as many pages as they take", async () => {
  const body = `一、长文\n${"甲乙丙丁，戊己庚辛。".repeat(400)}\n<script>alert(1)</script> \u202e翻转 \u0007铃 𝟘`;
  const bytes = await sealed(contract({ contract: { version: 1, title: "很长的协议名称".repeat(6), body }, company: { ...contract().company, name: "很长的企业名称".repeat(20) }, items: Array.from({ length: 40 }, (_, n) => ({ ...contract().items[0]!, name: `产品${n}${"很长".repeat(20)}` })) }));
  const { pdf, text } = await textOf(bytes);
  expect(pdf.numPages).toBeGreaterThan(4);
  for (const words of ["产品39", "<script>alert(1)</script>", `第${pdf.numPages}页，共${pdf.numPages}页`]) expect(text).toContain(words);
  expect(text.replaceAll(/宽带商务·SD\d+第\d+页，共\d+页/g, "").match(/甲乙丙丁，戊己庚辛。/g)).toHaveLength(400);
  expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/\/URI|\/JavaScript|\/Launch/);
  expect(checkSeal(bytes)?.isIntact).toBe(true);
  expect(sha256(bytes)).toMatch(/^[0-9a-f]{64}$/);
}, 30_000);
