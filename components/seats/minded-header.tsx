import { useSay } from "#say";
import { ProductTabs, type ProductTab } from "../account/product-tabs";
import { PageHeader } from "../patterns/page-header";
import { Breadcrumb } from "../ui/breadcrumb";

/** The head of the pages of somebody who minds a product and sees nothing else of it (AI10). */
export function MindedHeader({ base, productId, name, current, hasSeats }: { base: string; productId: string; name: string; current: ProductTab; hasSeats: boolean }) {
  const say = useSay();
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("我的应用"), href: `${base}/apps` }, { label: name }]} />} title={name} />
      <ProductTabs path={`${base}/products/${productId}`} current={current} shown={{ facts: false, usage: false, seats: hasSeats, administrator: true, launches: true }} />
    </>
  );
}
