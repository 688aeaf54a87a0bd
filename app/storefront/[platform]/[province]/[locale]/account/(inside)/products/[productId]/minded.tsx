import { ProductHeader } from "@/components/account/product-header";
import type { ProductTab } from "@/components/account/product-tabs";
import { MindedHeader } from "@/components/seats/minded-header";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";

export type MindedParams = Promise<{ platform: string; province: string; productId: string }>;

/** Where a page about who uses a product starts from: for the company's people the whole product, for its administrator who is none of them just what they mind. */
export async function loadMinded(params: MindedParams, current: ProductTab) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const me = await orLeave(caller.account.me(), `${base}/login`);
  const [product, minded] = await orLeave(Promise.all([allows([me.role], "product.read") ? caller.product.byId({ productId }) : null, caller.app.byId({ productId })]), `${base}/login`);
  const header = product
    ? <ProductHeader product={product} base={base} current={current} mayReadLaunches={allows([me.role], "seat.assign") || minded.isMinded} />
    : <MindedHeader base={base} productId={productId} name={minded.name} current={current} hasSeats={minded.mayKeepSeats} />;
  return { base, caller, productId, path: `${base}/products/${productId}`, name: minded.name, header };
}
