import { type ProductCard, type StorefrontView, productClasses } from "../../server/catalog/catalog.schema";
import type { NewsView } from "../../server/news/news.schema";
import { Section } from "../layout/section";
import { ButtonAnchor } from "../ui/button";
import { Glyph } from "../ui/glyph";
import { CardGrid } from "./catalogue-card";
import type { InShop } from "./href";
import { NewsList } from "./news-list";
import { PriceNote } from "./price-words";
import { SolutionList } from "./solution-list";

type HomeProps = { storefront: StorefrontView; cards: readonly ProductCard[]; news: readonly NewsView[]; shop: InShop };
/** News on the home page; the rest is one click away. */
const NEWEST = 3;

/** Shown first on the home page, by code; the rest is one click away. */
const popular = ["OA", "MAIL", "BROADBAND", "SCM", "SITE", "HR"];

export function StorefrontHome({ storefront, cards, news, shop }: HomeProps) {
  const { hrefIn, t } = shop;
  const products = cards.filter(({ industry }) => industry === null);
  const chosen = popular.flatMap((code) => products.find((card) => card.code === code) ?? []);
  return (
    <>
      <Welcome storefront={storefront} shop={shop} products={products} />
      {news.length > 0 && (
        <Section id="news" title={t.news.title} aside={<ButtonAnchor href={hrefIn("/news")} variant="secondary">{t.news.all}</ButtonAnchor>}>
          <NewsList items={news.slice(0, NEWEST)} t={t} isShort newsHref={hrefIn("/news")} />
        </Section>
      )}
      <Section id="popular" title={t.home.popular} tone="sunken" aside={<ButtonAnchor href={hrefIn("/products")} variant="secondary">{t.home.all}</ButtonAnchor>}>
        <CardGrid cards={chosen} shop={shop} />
        <div className="mt-4">
          <PriceNote t={t} />
        </div>
      </Section>
      <Section id="industries" title={t.home.industries} text={t.home.industriesText} aside={<ButtonAnchor href={hrefIn("/solutions")} variant="secondary">{t.home.seeIndustries}</ButtonAnchor>}>
        <SolutionList cards={cards.filter(({ industry }) => industry !== null)} shop={shop} level={3} />
      </Section>
    </>
  );
}

function Welcome({ storefront, shop: { hrefIn, t }, products }: { storefront: StorefrontView; shop: InShop; products: readonly ProductCard[] }) {
  const [first, second] = t.home.title(storefront.name);
  return (
    <section aria-labelledby="welcome" className="mx-auto grid max-w-page items-end gap-x-16 gap-y-10 px-4 py-12 sm:px-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:py-18">
      <div>
        <div aria-hidden="true" className="widening mb-7 w-24 text-accent" />
        <h1 id="welcome" className="font-display text-4xl font-bold tracking-tight [&:lang(en)]:text-3xl">
          {first}
          <br />
          {second}
        </h1>
        <p className="mt-4 max-w-prose text-lg text-ink-soft">{t.home.text}</p>
        <form action={hrefIn("/search")} method="get" role="search" aria-label={t.home.searchLabel} className="mt-7 flex max-w-lg gap-2">
          <input name="q" type="search" aria-label={t.home.searchField} placeholder={t.home.searchExample} className="min-h-12 w-full min-w-0 rounded-md border border-line-strong bg-surface px-4 placeholder:text-ink-faint" />
          <button type="submit" className="inline-flex min-h-12 shrink-0 items-center gap-2 rounded-md bg-accent px-5 font-medium text-on-accent hover:bg-accent-strong">
            <Glyph name="search" />
            {t.home.searchGo}
          </button>
        </form>
      </div>
      <nav aria-label={t.home.classes}>
        <ul className="divide-y divide-line border-y border-line">
          {productClasses.map((name) => {
            const words = t.productClass[name];
            const count = products.filter((card) => card.productClass === name && card.isOnSaleHere).length;
            return (
              <li key={name} className="group relative flex items-center justify-between gap-4 py-3.5">
                <span className="min-w-0">
                  <a href={hrefIn(`/products#${words.anchor}`)} className="text-lg leading-snug font-semibold after:absolute after:inset-0 group-hover:text-accent-strong">
                    {words.name}
                  </a>
                  <span className="block text-sm text-ink-soft">{words.text}</span>
                </span>
                <span className="flex shrink-0 items-center gap-3 text-sm text-ink-faint">
                  <span className="figures">{t.home.onSale(count)}</span>
                  <span className="text-accent-strong transition-transform duration-150 group-hover:translate-x-1">
                    <Glyph name="arrowRight" />
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      </nav>
    </section>
  );
}
