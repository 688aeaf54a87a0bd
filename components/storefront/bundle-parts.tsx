import type { BundlePartView } from "../../server/catalog/catalog.schema";
import type { InShop } from "./href";

/** What is inside one size of a solution, each part with the way to its own page. */
export function BundleParts({ parts, shop: { hrefIn, t } }: { parts: readonly BundlePartView[]; shop: InShop }) {
  return (
    <div className="mb-5 rounded-md bg-sunken px-4 py-3 text-sm">
      <p className="text-ink-faint">{t.product.madeOf}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {parts.map((part) => (
          <li key={part.offeringCode} className="flex flex-wrap justify-between gap-x-3">
            <a href={hrefIn(`/products/${part.productSlug}`)} className="underline decoration-line-strong underline-offset-4 hover:text-accent-strong">
              {part.productName} · {part.offeringName}
            </a>
            <span className="figures text-ink-soft">
              {t.product.counted(part.seats, part.seatName)}
              {part.isOptional && t.product.optional}
              {!part.isOnSaleHere && t.product.partNotOpen}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
