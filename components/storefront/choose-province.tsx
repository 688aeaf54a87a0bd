import { SHARED_PLATFORM, provincesOf } from "../../server/platforms/province.rules";
import { ProvinceChips } from "../national/province-map";
import { PageBody } from "../layout/section";
import { hrefInPlace } from "./href";

/** The shared platform before a province is known: nothing priced, since each province has its own prices. */
export function ChooseProvince({ path = "/" }: { path?: string }) {
  return (
    <PageBody>
      <div className="py-6 sm:py-10">
        <div aria-hidden="true" className="widening mb-7 w-24 text-seal" />
        <h1 className="max-w-prose font-display text-3xl font-bold">公司在哪个省？</h1>
        <p className="mt-3 mb-8 max-w-prose text-ink-soft">十七个省共用这一个平台，产品、价格和热线各省不同。选好省份再看，{path === "/" ? "价格才作数" : "这一页会直接打开"}。</p>
        <ProvinceChips rows={provincesOf(SHARED_PLATFORM)} hrefOf={(province) => hrefInPlace({ platformId: SHARED_PLATFORM, provinceId: province.id })(path)} />
      </div>
    </PageBody>
  );
}
