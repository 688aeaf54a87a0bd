import type { BulkPreview } from "@/server/review/bulk.schema";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/text-field";

type Props = { products: BulkPreview["products"]; product: string; most: string; isMostWrong: boolean };

/** Which orders the decision is about; in the address, so that it can be kept and sent on. */
export function BulkFilter({ products, product, most, isMostWrong }: Props) {
  return (
    <form method="get" action="/queue/bulk" className="flex flex-wrap items-end gap-4">
      <SelectField name="product" label="产品" defaultValue={product}>
        <option value="">全部</option>
        {products.map(({ code, name, count }) => <option key={code} value={code}>{`${name}（${String(count)}）`}</option>)}
      </SelectField>
      <TextField name="most" label="首年费用不超过（元）" inputMode="decimal" defaultValue={most} error={isMostWrong ? "请填写金额，例如 3000" : undefined} />
      <Button type="submit" variant="secondary">筛选</Button>
    </form>
  );
}
