import type { ProductCard } from "../../server/catalog/catalog.schema";
import { Money } from "../patterns/money";
import { Glyph } from "../ui/glyph";
import type { InShop } from "./href";
import { perWords } from "./price-words";

/** Solutions as lines to read rather than boxes to scan: industry, what it does, from how much. */
export function SolutionList({ cards, shop: { hrefIn, t }, level }: { cards: readonly ProductCard[]; shop: InShop; level: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {cards.map((card) => (
        <li key={card.code} className="group relative grid items-center gap-x-8 gap-y-1 py-5 hover:bg-surface md:grid-cols-[10rem_minmax(0,1fr)_auto]">
          <Heading className="font-display text-xl font-bold">
            <a href={hrefIn(`/solutions/${card.slug}`)} className="after:absolute after:inset-0 group-hover:text-accent-strong">
              {card.industry ? t.industry[card.industry] : card.name}
            </a>
          </Heading>
          <p className="text-ink-soft">{card.summary}</p>
          <p className="flex items-center gap-3 text-sm text-ink-faint">
            {card.from ? (
              <span>
                <Money fen={card.from.fen} size="lg" /> {t.price.from(perWords(card.from.per, t))}
              </span>
            ) : (
              t.price.notOpen
            )}
            <span className="text-accent-strong">
              <Glyph name="arrowRight" />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
