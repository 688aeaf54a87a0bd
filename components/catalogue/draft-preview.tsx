import type { z } from "zod";
import type { DraftPreview } from "@/server/catalog/desk.schema";
import { formatDay } from "@/server/kernel/calendar";
import { platformName } from "@/server/platforms/province.rules";
import { shopWords } from "@/messages/shop";
import type { Locale } from "@/server/platforms/locale.rules";
import type { InShop } from "../storefront/href";
import { BundleParts } from "../storefront/bundle-parts";
import { ProductPage } from "../storefront/product-page";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Stack } from "../ui/card";
import { SelectField, TextField } from "../ui/text-field";

type Props = { preview: z.output<typeof DraftPreview>; provinceIds: readonly string[] };

/** Nothing in a preview leads anywhere. */
const shopOf = (locale: Locale): InShop => ({ hrefIn: () => "#preview", t: shopWords(locale), locale });

/** SC12: the draft's own page as customers would see it, its calculator with its prices; marked as what it is. */
export function ProductDraftPreview({ preview, provinceIds }: Props) {
  const { product, parts, storefront, day, hasUpcoming, locale } = preview;
  const shop = shopOf(locale);
  const isSolution = product.industry !== null;
  return (
    <Stack>
      <form className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="tab" value="preview" />
        <div className="min-w-40"><SelectField label="哪个省的客户" name="province" defaultValue={storefront.provinceId}>{provinceIds.map((id) => <option key={id} value={id}>{platformName(id)}</option>)}</SelectField></div>
        <div className="min-w-40"><TextField label="哪一天看" name="day" type="date" defaultValue={day} /></div>
        <div className="min-w-32"><SelectField label="语言" name="locale" defaultValue={locale}><option value="zh-CN">中文</option><option value="en">英文</option></SelectField></div>
        <Button type="submit" variant="secondary">看看</Button>
      </form>
      <Alert tone="warning" title="预览，还没有发布">{storefront.name}的客户在 {formatDay(day)} 看到的样子；现在谁也看不到，按钮和链接都不起作用。{hasUpcoming && "有价格在这一天以后才开始，换一个日期可以看到。"}</Alert>
      <div id="preview" lang={locale} data-theme={storefront.theme} className="overflow-hidden rounded-lg border-2 border-dashed border-warning-line bg-paper">
        <ProductPage product={product} storefront={storefront} shop={shop} today={day} above={{ name: isSolution ? shop.t.product.solutions : shop.t.product.products, path: "/" }} planMore={isSolution ? (offering) => <BundleParts parts={parts.filter(({ bundleCode }) => bundleCode === offering.code)} shop={shop} /> : undefined} />
      </div>
    </Stack>
  );
}
