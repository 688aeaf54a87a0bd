import { productClassWords } from "../../server/catalog/catalog.rules";
import { type ProductCard, type StorefrontView, productClasses } from "../../server/catalog/catalog.schema";
import { Section } from "../layout/section";
import { ButtonAnchor } from "../ui/button";
import { Glyph } from "../ui/glyph";
import { CardGrid } from "./catalogue-card";
import { PriceNote } from "./price-words";
import { SolutionList } from "./solution-list";

type HomeProps = { storefront: StorefrontView; cards: readonly ProductCard[]; hrefIn: (path: string) => string };

/** Shown first on the home page, by code; the rest is one click away. */
const first = ["OA", "MAIL", "BROADBAND", "SCM", "SITE", "HR"];

export function StorefrontHome({ storefront, cards, hrefIn }: HomeProps) {
  const products = cards.filter(({ industry }) => industry === null);
  const chosen = first.flatMap((code) => products.find((card) => card.code === code) ?? []);
  return (
    <>
      <Welcome storefront={storefront} hrefIn={hrefIn} products={products} />
      <Section id="popular" title="多数公司从这几样开始" tone="sunken" aside={<ButtonAnchor href={hrefIn("/products")} variant="secondary">全部产品与价格</ButtonAnchor>}>
        <CardGrid cards={chosen} hrefOf={(card) => hrefIn(`/products/${card.slug}`)} />
        <div className="mt-4">
          <PriceNote />
        </div>
      </Section>
      <Section id="industries" title="按行业配好的整套" text="几样一起用、各买多少席，按同行常用的配好，比分开买便宜。" aside={<ButtonAnchor href={hrefIn("/solutions")} variant="secondary">看行业方案</ButtonAnchor>}>
        <SolutionList cards={cards.filter(({ industry }) => industry !== null)} hrefIn={hrefIn} level={3} />
      </Section>
    </>
  );
}

function Welcome({ storefront, hrefIn, products }: { storefront: StorefrontView; hrefIn: (path: string) => string; products: readonly ProductCard[] }) {
  return (
    <section aria-labelledby="welcome" className="mx-auto grid max-w-page items-end gap-x-16 gap-y-10 px-4 py-12 sm:px-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:py-18">
      <div>
        <div aria-hidden="true" className="widening mb-7 w-24 text-accent" />
        <h1 id="welcome" className="font-display text-4xl font-bold tracking-tight">
          {storefront.name}的公司，
          <br />
          在这里办宽带和软件。
        </h1>
        <p className="mt-4 max-w-prose text-lg text-ink-soft">价格不登录就能看、能算。下单后走到哪一步、停在谁手里，随时看得到。</p>
        <form action={hrefIn("/search")} method="get" role="search" aria-label="搜索产品" className="mt-7 flex max-w-lg gap-2">
          <input name="q" type="search" aria-label="产品名、拼音或首字母" placeholder="邮箱、考勤、光纤…拼音也行" className="min-h-12 w-full min-w-0 rounded-md border border-line-strong bg-surface px-4 placeholder:text-ink-faint" />
          <button type="submit" className="inline-flex min-h-12 shrink-0 items-center gap-2 rounded-md bg-accent px-5 font-medium text-on-accent hover:bg-accent-strong">
            <Glyph name="search" />
            搜索
          </button>
        </form>
      </div>
      <nav aria-label="产品分类">
        <ul className="divide-y divide-line border-y border-line">
          {productClasses.map((name) => {
            const words = productClassWords[name];
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
                  <span className="figures">在售 {count} 种</span>
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
