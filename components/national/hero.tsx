import { shopWords } from "@/messages/shop";
import type { Locale } from "../../server/platforms/locale.rules";
import { MapLegend, ProvinceMap } from "./province-map";
import { ProvinceFinder } from "./province-finder";
import { type Origin, storefrontHome } from "./storefront-home";

/** What this is, in one breath, beside the way in: the map of storefronts. */
export function Hero({ origin, locale }: { origin: Origin; locale: Locale }) {
  const { national } = shopWords(locale);
  const [first, second] = national.heroTitle;
  return (
    <section aria-labelledby="hero-title" className="border-b border-line">
      <div className="mx-auto grid max-w-page items-center gap-x-16 gap-y-10 px-4 py-12 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:py-16">
        <div>
          <div aria-hidden="true" className="widening mb-8 w-28 text-seal" />
          <h1 id="hero-title" className="font-display text-4xl font-bold tracking-tight [&:lang(en)]:text-3xl">
            {first}
            <br />
            {second}
          </h1>
          <p className="mt-5 max-w-prose text-lg text-ink-soft">{national.heroText}</p>
          <div className="mt-8">
            <ProvinceFinder origin={origin} locale={locale} />
            <noscript>
              <p className="text-sm text-ink-soft">{national.noScript}</p>
            </noscript>
          </div>
        </div>
        <div id="provinces" className="scroll-mt-6">
          <h2 className="mb-4 text-lg">{national.onMap}</h2>
          <ProvinceMap locale={locale} hrefOf={(province) => storefrontHome(province, origin, locale)} />
          <MapLegend locale={locale} />
        </div>
      </div>
    </section>
  );
}
