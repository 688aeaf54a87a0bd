import { MapLegend, ProvinceMap } from "@/components/national/province-map";
import { storefrontHome } from "@/components/national/storefront-home";
import { TextAnchor } from "@/components/ui/anchor";
import { Brand } from "@/components/ui/brand";
import { portalOrigin } from "@/server/portal-origin";
import { nationalUrl } from "@/server/public-caller";

export const revalidate = 30;

/** The body of the 404 that proxy.ts sends for a host that is nobody's: the picker, and never somebody's storefront (PN2). */
export default function UnknownHost() {
  const origin = portalOrigin();
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl flex-1 px-4 py-12 outline-none sm:px-6">
      <a href={nationalUrl()}>
        <Brand />
      </a>
      <h1 className="mt-10 font-display text-3xl font-bold">这个网址不是任何一家网上营业厅</h1>
      <p className="mt-3 mb-8 text-ink-soft">
        可能打错了一个字母。请选择公司所在的省份，或去<TextAnchor href={nationalUrl()}>全国门户</TextAnchor>看看。
      </p>
      <ProvinceMap locale="zh-CN" hrefOf={(province) => storefrontHome(province, origin)} />
      <MapLegend locale="zh-CN" />
    </main>
  );
}
