import type { ProductCard } from "../../server/catalog/catalog.schema";
import { Money } from "../patterns/money";
import { Badge } from "../ui/badge";
import type { InShop } from "./href";
import { perWords } from "./price-words";

/** One product or solution of the catalogue; the whole card is its link. */
function CatalogueCard({ card, shop: { hrefIn, t }, level = 3 }: { card: ProductCard; shop: InShop; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <li className="group relative flex flex-col rounded-lg border border-line bg-surface p-5 transition-shadow duration-150 hover:border-accent-line hover:shadow-card has-focus-visible:border-accent">
      <Heading className="text-lg leading-snug">
        <a href={hrefIn(`/products/${card.slug}`)} className="after:absolute after:inset-0 after:rounded-lg group-hover:text-accent-strong">
          {card.name}
        </a>
      </Heading>
      <p className="mt-1.5 mb-4 text-sm text-ink-soft">{card.summary}</p>
      <p className="mt-auto flex flex-wrap items-baseline gap-x-1.5 border-t border-line pt-3 text-sm">
        {card.from ? (
          <>
            <Money fen={card.from.fen} size="lg" />
            <span className="text-ink-faint">{t.price.from(perWords(card.from.per, t))}</span>
          </>
        ) : (
          <Badge>{t.price.notOpen}</Badge>
        )}
      </p>
    </li>
  );
}

export function CardGrid({ cards, shop, level }: { cards: readonly ProductCard[]; shop: InShop; level?: 2 | 3 }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {cards.map((card) => (
        <CatalogueCard key={card.code} card={card} shop={shop} level={level} />
      ))}
    </ul>
  );
}
