import type { ReactNode } from "react";
import type { OfferingView, ProductView, StorefrontView } from "../../server/catalog/catalog.schema";
import type { ProblemView } from "../../server/problems/problem.schema";
import { PageBody } from "../layout/section";
import { MOST_COMPARED } from "../../server/shop/compare.rules";
import { Alert } from "../ui/alert";
import { TextAnchor } from "../ui/anchor";
import { Badge } from "../ui/badge";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonAnchor } from "../ui/button";
import { Calculator } from "./calculator";
import type { InShop } from "./href";
import { PlanList } from "./plan-list";
import { PriceNote } from "./price-words";
import { ProductPictures } from "./product-pictures";
import { BeforeOpening, WhoServes } from "./product-facts";
import { Features, Highlights, Questions, Steps } from "./product-story";

type ProductPageProps = {
  product: ProductView;
  storefront: StorefrontView;
  shop: InShop;
  today: string;
  above: { name: string; path: string };
  /** Known problems of the province; those of this product are said (TK9). */
  problems?: readonly ProblemView[];
  /** More under a plan's own lines: a bundle's parts. */
  planMore?: (offering: OfferingView) => ReactNode;
};

/** A product's whole page; solutions use the same one. Everything but the calculator's inputs works without script (PN5). */
export function ProductPage({ product, storefront, shop, today, above, problems = [], planMore }: ProductPageProps) {
  const { hrefIn, t, locale } = shop;
  const isStopped = product.salesStoppedOn !== null;
  const plans = product.offerings.flatMap(({ price, ...offering }) => (price && !isStopped ? [{ ...offering, components: price.components }] : []));
  const orderLabel = product.needsLine ? t.product.orderAtCounter : t.product.order;
  return (
    <PageBody>
      <Breadcrumb label={t.product.crumbs} crumbs={[{ label: t.product.home(storefront.name), href: hrefIn("/") }, { label: above.name, href: hrefIn(above.path) }, { label: product.name }]} />
      <header className="mt-5 mb-8 max-w-3xl">
        <div className="mb-2 flex flex-wrap gap-2">
          <Badge tone="accent">{t.productClass[product.productClass].name}</Badge>
          {product.needsLine && <Badge>{t.product.needsCounter}</Badge>}
        </div>
        <div lang={product.language === locale ? undefined : product.language}>
          <h1 className="font-display text-3xl font-bold">{product.name}</h1>
          <p className="mt-3 text-lg text-ink-soft">{product.summary}</p>
        </div>
        {product.language !== locale && t.product.otherLanguage && <p className="mt-2 text-sm text-ink-faint">{t.product.otherLanguage}</p>}
      </header>
      {problems.filter(({ resolvedAt, products }) => !resolvedAt && products.some(({ code }) => code === product.code)).map(({ id, title }) => (
        <div key={id} className="mb-6">
          <Alert tone="warning" title={t.faults.onProduct(title)} actions={<TextAnchor href={`${hrefIn("/faults")}#${id}`}>{t.faults.see}</TextAnchor>} />
        </div>
      ))}
      <SaleState product={product} storefront={storefront} shop={shop} />
      <ProductPictures pictures={product.pictures} label={t.product.pictures} />
      <Highlights copy={product.copy} />
      <div className={`mt-12 grid items-start gap-x-12 gap-y-10 ${plans.length > 0 ? "lg:grid-cols-[minmax(0,1fr)_23rem]" : ""}`}>
        <div className="flex min-w-0 flex-col gap-12">
          <Part id="plans" title={isStopped ? t.product.plansOfStopped : t.product.plans}>
            <PlanList offerings={product.offerings} isStopped={isStopped} t={t} orderHref={(code, seats) => hrefIn(`/account/orders/new?offering=${code}&seats=${seats}`)} cartHref={(code, seats) => hrefIn(`/account/cart/new?offering=${code}&seats=${seats}`)}>
              {planMore}
            </PlanList>
            <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
              <PriceNote t={t} />
              {plans[0] && <p className="text-sm text-ink-soft">{t.product.askQuote} <TextAnchor href={hrefIn(`/account/quotes/new?offering=${plans[0].code}`)}>{t.product.askQuoteLink}</TextAnchor></p>}
              {plans.length > 1 && <TextAnchor href={`${hrefIn("/compare")}?plans=${plans.slice(0, MOST_COMPARED).map(({ code }) => code).join(",")}`}>{t.compare.link}</TextAnchor>}
            </div>
          </Part>
          <Part id="audience" title={t.product.audience}>
            <p className="max-w-prose">{product.copy.audience}</p>
          </Part>
          <Part id="features" title={t.product.features}>
            <Features copy={product.copy} />
          </Part>
          {!isStopped && (
            <Part id="before" title={t.product.before}>
              <BeforeOpening product={product} t={t} />
            </Part>
          )}
          <Part id="steps" title={isStopped ? t.product.stepsOfStopped : t.product.steps}>
            <Steps copy={product.copy} />
          </Part>
          <Part id="who" title={t.product.who}>
            <WhoServes product={product} t={t} />
          </Part>
          <Part id="faq" title={t.product.faq}>
            <Questions copy={product.copy} />
          </Part>
        </div>
        {plans.length > 0 && (
          <aside aria-labelledby="calculator" className="lg:sticky lg:top-6">
            <h2 id="calculator" className="mb-3 text-xl">
              {t.product.calculate}
            </h2>
            <Calculator plans={plans} today={today} orderPath={hrefIn("/account/orders/new")} orderLabel={orderLabel} locale={locale} />
            <noscript>
              <p className="mt-2 text-sm text-ink-soft">{t.product.noScript}</p>
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

function SaleState({ product, storefront, shop: { hrefIn, t } }: { product: ProductView; storefront: StorefrontView; shop: InShop }) {
  const others = (
    <ButtonAnchor href={hrefIn("/products")} variant="secondary" size="sm">
      {t.product.seeOthers}
    </ButtonAnchor>
  );
  if (product.salesStoppedOn !== null) {
    return (
      <div className="mb-8">
        <Alert tone="warning" title={t.product.stopped(t.day(product.salesStoppedOn))} actions={others}>
          {t.product.sentence(t.eligibility.salesStopped.remedy)}
        </Alert>
      </div>
    );
  }
  if (product.isOnSaleHere) return null;
  return (
    <div className="mb-8">
      <Alert tone="info" title={t.product.notOpen(storefront.name)} actions={others}>
        {t.product.notOpenText(storefront.hotline)}
      </Alert>
    </div>
  );
}
