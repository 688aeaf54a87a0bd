import { MapLegend, ProvinceMap } from "./province-map";
import { ProvinceFinder } from "./province-finder";
import { type Origin, storefrontHome } from "./storefront-home";

/** What this is, in one breath, beside the way in: the map of storefronts. */
export function Hero({ origin }: { origin: Origin }) {
  return (
    <section aria-labelledby="hero-title" className="border-b border-line">
      <div className="mx-auto grid max-w-page items-center gap-x-16 gap-y-10 px-4 py-12 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:py-16">
        <div>
          <div aria-hidden="true" className="widening mb-8 w-28 text-seal" />
          <h1 id="hero-title" className="font-display text-4xl font-bold tracking-tight">
            公司要用的线路和软件，
            <br />
            像水电一样租来用。
          </h1>
          <p className="mt-5 max-w-prose text-lg text-ink-soft">宽带、电话、邮箱、办公、客户、进销存，一处选、一处办、一份账单。不用买服务器，不用请 IT，坏了打一个电话。</p>
          <div className="mt-8">
            <ProvinceFinder origin={origin} />
            <noscript>
              <p className="text-sm text-ink-soft">浏览器没有开启脚本：请直接在地图上点选省份。</p>
            </noscript>
          </div>
        </div>
        <div id="provinces" className="scroll-mt-6">
          <h2 className="mb-4 text-lg">或在地图上点选</h2>
          <ProvinceMap hrefOf={(province) => storefrontHome(province, origin)} />
          <MapLegend />
        </div>
      </div>
    </section>
  );
}
