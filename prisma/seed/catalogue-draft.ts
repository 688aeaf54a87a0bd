import { randomUUID } from "node:crypto";
import type { ProductContent } from "../../server/catalog/content.schema";
import { createDraft, getDraft, saveDraft, submitDraft } from "../../server/catalog/content-draft.service";
import { type StaffActor, scopeFor } from "../../server/scope";
import { demoStaff } from "./people";

const WRITER = "gaojing@sd.kdsw.example";
const PLATFORM = "SD";

/** CRM a tenth cheaper from the next account period on, with a question that companies ask. */
function cheaper(content: ProductContent): ProductContent {
  const [plan, ...others] = content.offerings;
  if (!plan) return content;
  const base = plan.prices.at(-1);
  const off = (fen: string) => ((BigInt(fen) * 9n) / 10n).toString();
  const components = (base?.components ?? []).map((one) => (one.kind === "usage" ? one : { ...one, feeFen: off(one.feeFen), bands: one.bands.map((band) => ({ ...band, feeFen: off(band.feeFen) })) }));
  const price = { key: `new-${randomUUID()}`, isReleased: false, provinceIds: [PLATFORM], from: null, to: null, components };
  return { ...content, copy: { ...content.copy, faq: [...content.copy.faq, { question: "降价后，已经在用的企业怎么办？", answer: "已经在用的按原来的价格；要按新价，可以在产品页变更套餐。" }] }, offerings: [{ ...plan, prices: [...plan.prices, price] }, ...others] };
}

/** A draft that waits for its second person, written by one of the demonstration's product people. */
export async function seedCatalogueDraft(staffIds: ReadonlyMap<string, string>): Promise<void> {
  const writer = demoStaff.find(({ email }) => email === WRITER);
  const id = staffIds.get(WRITER);
  if (!writer || !id) return;
  const scope = await scopeFor<StaffActor>(PLATFORM, { kind: "staff", id, name: writer.name, sessionId: randomUUID(), dutyId: null, roles: ["product"], provinces: [] });
  const product = await scope.db.productSpecification.findFirstOrThrow({ where: { code: "CRM" }, select: { id: true } });
  const { draftId } = await createDraft(scope, { key: randomUUID(), specificationId: product.id, note: "标准版降价，补一条问答" });
  const { content } = await getDraft(scope, draftId);
  await saveDraft(scope, { draftId, version: 0, content: cheaper(content) });
  await submitDraft(scope, { draftId, version: 1 });
}
