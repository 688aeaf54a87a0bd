import type { ReactNode } from "react";
import { productClassWords } from "../../server/catalog/catalog.rules";
import type { OfferingView, ProductView, StorefrontView } from "../../server/catalog/catalog.schema";
import { eligibilityWords } from "../../server/catalog/eligibility.rules";
import { formatDay } from "../../server/kernel/calendar";
import { PageBody } from "../layout/section";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonAnchor } from "../ui/button";
import { Calculator } from "./calculator";
import { PlanList } from "./plan-list";
import { PriceNote } from "./price-words";
import { ProductPictures } from "./product-pictures";
import { BeforeOpening, WhoServes } from "./product-facts";
import { Features, Highlights, Questions, Steps } from "./product-story";

type ProductPageProps = {
  product: ProductView;
  storefront: StorefrontView;
  hrefIn: (path: string) => string;
  today: string;
  above: { name: string; path: string };
  /** More under a plan's own lines: a bundle's parts. */
  planMore?: (offering: OfferingView) => ReactNode;
};

/** A product's whole page; solutions use the same one. Everything but the calculator's inputs works without script (PN5). */
export function ProductPage({ product, storefront, hrefIn, today, above, planMore }: ProductPageProps) {
  const isStopped = product.salesStoppedOn !== null;
  const orderPath = hrefIn("/account/orders/new");
  const plans = product.offerings.flatMap(({ price, ...offering }) => (price && !isStopped ? [{ ...offering, components: price.components }] : []));
  const orderLabel = product.needsLine ? "填资料，到营业厅办" : "去下单";
  return (
    <PageBody>
      <Breadcrumb crumbs={[{ label: `${storefront.name}首页`, href: hrefIn("/") }, { label: above.name, href: hrefIn(above.path) }, { label: product.name }]} />
      <header className="mt-5 mb-8 max-w-3xl">
        <div className="mb-2 flex flex-wrap gap-2">
          <Badge tone="accent">{productClassWords[product.productClass].name}</Badge>
          {product.needsLine && <Badge>需到营业厅核对</Badge>}
        </div>
        <h1 className="font-display text-3xl font-bold">{product.name}</h1>
        <p className="mt-3 text-lg text-ink-soft">{product.summary}</p>
      </header>
      <SaleState product={product} storefront={storefront} productsHref={hrefIn("/products")} />
      <ProductPictures pictures={product.pictures} />
      <Highlights copy={product.copy} />
      <div className={`mt-12 grid items-start gap-x-12 gap-y-10 ${plans.length > 0 ? "lg:grid-cols-[minmax(0,1fr)_23rem]" : ""}`}>
        <div className="flex min-w-0 flex-col gap-12">
          <Part id="plans" title={isStopped ? "已有客户的套餐" : "套餐与价格"}>
            <PlanList offerings={product.offerings} isStopped={isStopped} orderHref={(code, seats) => `${orderPath}?offering=${code}&seats=${seats}`} cartHref={(code, seats) => `${hrefIn("/account/cart/new")}?offering=${code}&seats=${seats}`}>
              {planMore}
            </PlanList>
            <div className="mt-3">
              <PriceNote />
            </div>
          </Part>
          <Part id="audience" title="适合谁">
            <p className="max-w-prose">{product.copy.audience}</p>
          </Part>
          <Part id="features" title="有什么">
            <Features copy={product.copy} />
          </Part>
          {!isStopped && (
            <Part id="before" title="开通前要有什么">
              <BeforeOpening product={product} />
            </Part>
          )}
          <Part id="steps" title={isStopped ? "接下来" : "怎么开通"}>
            <Steps copy={product.copy} />
          </Part>
          <Part id="who" title="谁提供，谁服务">
            <WhoServes product={product} />
          </Part>
          <Part id="faq" title="常见问题">
            <Questions copy={product.copy} />
          </Part>
        </div>
        {plans.length > 0 && (
          <aside aria-labelledby="calculator" className="lg:sticky lg:top-6">
            <h2 id="calculator" className="mb-3 text-xl">
              算一算
            </h2>
            <Calculator plans={plans} today={today} orderPath={orderPath} orderLabel={orderLabel} />
            <noscript>
              <p className="mt-2 text-sm text-ink-soft">浏览器没有开启脚本，上面按最少数量、今天开通计算；下单页会按您填的数量再算一次。</p>
            </noscript>
          </aside>
        )}
      </div>
    </PageBody>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-4 font-display text-2xl font-bold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function SaleState({ product, storefront, productsHref }: { product: ProductView; storefront: StorefrontView; productsHref: string }) {
  const others = (
    <ButtonAnchor href={productsHref} variant="secondary" size="sm">
      看本省在售产品
    </ButtonAnchor>
  );
  if (product.salesStoppedOn !== null) {
    return (
      <div className="mb-8">
        <Alert tone="warning" title={`${formatDay(product.salesStoppedOn)}起停止受理新客户`} actions={others}>
          {eligibilityWords.salesStopped.remedy}。
        </Alert>
      </div>
    );
  }
  if (product.isOnSaleHere) return null;
  return (
    <div className="mb-8">
      <Alert tone="info" title={`${storefront.name}暂未开放`} actions={others}>
        开放后会出现在产品目录里。想早点用上，请拨 {storefront.hotline} 登记，开放当天通知您。
      </Alert>
    </div>
  );
}
