import type { ReactNode } from "react";
import type { ShopWords } from "@/messages/shop";
import { Brand } from "../ui/brand";
import { Glyph } from "../ui/glyph";

type FooterProps = { t: ShopWords; place?: string; hotline: string; serviceHours: string; licenceText: string; links?: readonly (readonly [href: string, name: string])[]; children?: ReactNode };

/** The dark foot of every public page: who to call first, then the rest. */
export function PublicFooter({ t, place, hotline, serviceHours, licenceText, links = [], children }: FooterProps) {
  return (
    <footer className="bg-night text-on-night-soft" data-print="hide">
      <div className="mx-auto grid max-w-page gap-x-12 gap-y-8 px-4 py-12 sm:px-6 md:grid-cols-[1.2fr_1fr_1fr]">
        <div>
          <Brand tone="light" place={place} />
          <p className="mt-4 max-w-xs text-sm">{t.footer.about}</p>
        </div>
        <div>
          <p className="text-sm">{t.footer.hotline}</p>
          <a href={`tel:${hotline}`} className="figures mt-1 inline-flex items-center gap-3 font-display text-3xl leading-tight font-bold text-on-night hover:underline">
            <Glyph name="phone" size="0.8em" />
            {hotline}
          </a>
          <p className="mt-1 text-sm">{serviceHours}</p>
        </div>
        {links.length > 0 ? (
          <ul className="grid grid-cols-2 content-start gap-x-6 text-sm">
            {links.map(([href, name]) => (
              <li key={href}>
                <a href={href} className="inline-block py-1 hover:text-on-night hover:underline">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        ) : (
          children
        )}
        <p className="border-t border-on-night-soft/25 pt-5 text-xs md:col-span-3">{licenceText}</p>
      </div>
    </footer>
  );
}
