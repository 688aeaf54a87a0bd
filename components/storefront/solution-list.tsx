import { industryWords } from "../../server/catalog/catalog.rules";
import type { ProductCard } from "../../server/catalog/catalog.schema";
import { Money } from "../patterns/money";
import { Glyph } from "../ui/glyph";

/** Solutions as lines to read rather than boxes to scan: industry, what it does, from how much. */
export function SolutionList({ cards, hrefIn, level }: { cards: readonly ProductCard[]; hrefIn: (path: string) => string; level: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {cards.map((card) => (
        <li key={card.code} className="group relative grid items-center gap-x-8 gap-y-1 py-5 hover:bg-surface md:grid-cols-[10rem_minmax(0,1fr)_auto]">
          <Heading className="font-display text-xl font-bold">
            <a href={hrefIn(`/solutions/${card.slug}`)} className="after:absolute after:inset-0 group-hover:text-accent-strong">
              {card.industry ? industryWords[card.industry] : card.name}
            </a>
          </Heading>
          <p className="text-ink-soft">{card.summary}</p>
          <p className="flex items-center gap-3 text-sm text-ink-faint">
            {card.from ? (
              <span>
                <Money fen={card.from.fen} size="lg" /> 起 · {card.from.per}
              </span>
            ) : (
              "本省暂未开放"
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
