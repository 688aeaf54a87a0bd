import type { OrderPriceView } from "@/server/ordering/order.schema";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";

type Props = { quoted: NonNullable<OrderPriceView["quoted"]>; firstYearFen: bigint; base: string };

/** OR15: by which quote an order goes, and when the company would do better without it. */
export function QuotedNote({ quoted, firstYearFen, base }: Props) {
  const isDearer = quoted.onlineFirstYearFen !== null && quoted.onlineFirstYearFen < firstYearFen;
  return (
    <>
      <Alert tone="info" title={`按报价 ${quoted.number} 下单`} actions={<TextLink href={`${base}/quotes/${quoted.quoteId}`}>查看报价</TextLink>}>价格以报价为准，不再用优惠券和试用。提交后这份报价就用掉了。</Alert>
      {isDearer && quoted.onlineFirstYearFen !== null && <Alert tone="warning" title="现在直接在线订购更便宜">不用报价，这个数量的首年合计是 <Money fen={quoted.onlineFirstYearFen} />。可以回到产品页直接订购。</Alert>}
    </>
  );
}
