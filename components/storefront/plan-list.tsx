import type { ShopWords } from "@/messages/shop";
import type { OfferingView } from "../../server/catalog/catalog.schema";
import { Badge } from "../ui/badge";
import { ButtonAnchor } from "../ui/button";
import { Glyph } from "../ui/glyph";
import { ComponentPrice } from "./price-words";

type PlanProps = { offerings: readonly OfferingView[]; orderHref: (offeringCode: string, seats: number) => string; cartHref: (offeringCode: string, seats: number) => string; isStopped: boolean; t: ShopWords; children?: (offering: OfferingView) => React.ReactNode };

/** The ways to buy it, side by side; each with its own link to the order form, which works without script (PN5). */
export function PlanList({ offerings, orderHref, cartHref, isStopped, t, children }: PlanProps) {
  return (
    <ul className={`grid gap-4 md:grid-cols-2 ${offerings.length > 2 ? "lg:grid-cols-3" : ""}`}>
      {offerings.map((offering) => (
        <li key={offering.code} className="flex flex-col rounded-lg border border-line bg-surface p-5">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="text-lg">{offering.name}</h3>
            {!offering.price && <Badge>{t.price.notOpen}</Badge>}
          </div>
          <p className="text-sm text-ink-soft">{offering.summary}</p>
          <ul className="mt-4 mb-5 flex flex-col gap-1.5 text-sm">
            {offering.includes.map((line) => (
              <li key={line} className="flex items-start gap-2">
                <span className="mt-1 text-accent-strong">
                  <Glyph name="check" size="1em" />
                </span>
                {line}
              </li>
            ))}
          </ul>
          {children?.(offering)}
          {offering.price && <PlanPrice t={t} offering={offering} price={offering.price} href={isStopped ? null : orderHref(offering.code, offering.seatRule.seatsMin)} cartHref={cartHref(offering.code, offering.seatRule.seatsMin)} />}
        </li>
      ))}
    </ul>
  );
}

function PlanPrice({ offering, price, href, cartHref, t }: { t: ShopWords; offering: OfferingView; price: NonNullable<OfferingView["price"]>; href: string | null; cartHref: string }) {
  const { seatsMin, seatsMax, seatStep, seatName } = offering.seatRule;
  return (
    <div className="mt-auto border-t border-line pt-4">
      <dl className="flex flex-col gap-2 text-sm">
        {price.components.map((component) => (
          <div key={component.id}>
            <dt className="text-ink-faint">{component.name}</dt>
            <dd className="text-[1rem] font-medium">
              <ComponentPrice component={component} seatName={seatName} t={t} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-xs text-ink-faint">
        {seatsMax > 1 && t.product.seats(seatsMin, seatsMax, seatName, seatStep)}
        {t.product.sentence(t.firstPeriod[offering.firstPeriodRule])}
        {offering.trialDays > 0 && t.product.trial(offering.trialDays)}
      </p>
      {href && (
        <div className="mt-4 flex flex-col gap-2">
          <ButtonAnchor href={href} isWide variant="secondary">
            {t.product.choose(offering.name)}
          </ButtonAnchor>
          <ButtonAnchor href={cartHref} isWide variant="ghost" size="sm" aria-label={t.product.toCartLabel(offering.name)}>
            {t.product.toCart}
          </ButtonAnchor>
        </div>
      )}
    </div>
  );
}
