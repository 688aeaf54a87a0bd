import { randomUUID } from "node:crypto";
import type { ProductContent } from "../../server/catalog/content.schema";
import type { Ids } from "./matrix";

const key = () => randomUUID();
const product = () => ({ specificationId: randomUUID() });
const draftAt = () => ({ draftId: randomUUID(), version: 0 });
const reason = "供应商合同到期";

/** The least that a draft can say. */
const content: ProductContent = {
  name: "新产品", slug: "new-product", productClass: "internalApplication", industry: null, alsoCalled: [], summary: "", copy: { audience: "", highlights: [], features: [], steps: [], faq: [] },
  providerName: "", providerKind: "operator", providerPartnerId: null, servedBy: "operator", serviceHours: "", dataLocation: "", openFacts: [], needsLine: false, eligibility: [], startsOn: null, pictures: [], offerings: [], english: null,
};

/** Inputs of the catalogue's desk. */
export const catalogueInputs: Record<string, (ids: Ids) => unknown> = {
  "catalogueDesk.list": () => ({}),
  "catalogueDesk.product": product,
  "catalogueDesk.stopSale": () => ({ ...product(), reason }),
  "catalogueDesk.resumeSale": product,
  "catalogueDesk.retire": () => ({ ...product(), reason }),
  "catalogueDesk.create": () => ({ key: "0197a000-0000-7000-8000-0000000000aa", code: "NEWONE", slug: "new-one", name: "新产品", productClass: "internalApplication", industry: null }),
  "catalogueDesk.export": () => ({}),
  "catalogueDesk.version": () => ({ versionId: randomUUID() }),
  "catalogueDesk.withdraw": () => ({ versionId: randomUUID(), reason }),
  "catalogueDraft.create": () => ({ key: key(), ...product(), note: "调整说明" }),
  "catalogueDraft.byId": () => ({ draftId: randomUUID() }),
  "catalogueDraft.preview": () => ({ draftId: randomUUID(), provinceId: "SD", day: "2026-12-01" }),
  "catalogueDraft.save": () => ({ ...draftAt(), content }),
  "catalogueDraft.submit": draftAt,
  "catalogueDraft.recall": draftAt,
  "catalogueDraft.discard": draftAt,
  "catalogueDraft.sendBack": () => ({ ...draftAt(), reason }),
  "catalogueDraft.release": () => ({ ...draftAt(), key: key(), contentHash: "0".repeat(64) }),
};
