import { type ProductCard, type StorefrontView, productClasses } from "../../server/catalog/catalog.schema";
import { EmptyState } from "../patterns/empty-state";
import { PageBody } from "../layout/section";
import { CardGrid } from "./catalogue-card";
import type { InShop } from "./href";
import { PriceNote } from "./price-words";

/** All products by class; what is not open here stands last in its class and says so (SC2). */
export function ProductCatalogue({ storefront, cards, shop }: { storefront: StorefrontView; cards: readonly ProductCard[]; shop: InShop }) {
  const { t } = shop;
  const products = cards.filter(({ industry }) => industry === null).toSorted((a, b) => Number(b.isOnSaleHere) - Number(a.isOnSaleHere));
  const classes = productClasses.map((name) => ({ ...t.productClass[name], cards: products.filter(({ productClass }) => productClass === name) })).filter((entry) => entry.cards.length > 0);
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">{t.catalogue.title(storefront.name)}</h1>
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <p className="text-ink-soft">{t.catalogue.text}</p>
        <PriceNote t={t} />
      </div>
      {classes.length === 0 && (
        <div className="mt-8">
          <EmptyState title={t.catalogue.emptyTitle} text={t.catalogue.emptyText(storefront.hotline)} />
        </div>
      )}
      <nav aria-label={t.catalogue.byClass} className="mt-6">
        <ul className="flex flex-wrap gap-2">
          {classes.map(({ name, anchor, cards: { length } }) => (
            <li key={anchor}>
              <a href={`#${anchor}`} className="inline-flex min-h-10 items-center gap-2 rounded-md border border-line bg-surface px-4 text-sm hover:border-accent hover:text-accent-strong">
                {name}
                <span className="figures text-ink-faint">{length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {classes.map(({ name, text, anchor, cards: members }) => (
        <section key={anchor} aria-labelledby={anchor} className="mt-12">
          <h2 id={anchor} className="scroll-mt-6 font-display text-2xl font-bold">
            {name}
          </h2>
          <p className="mt-1 mb-5 text-ink-soft">{text}</p>
          <CardGrid cards={members} shop={shop} />
        </section>
      ))}
    </PageBody>
  );
}
