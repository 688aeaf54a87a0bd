import type { OrderPriceView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { TextLink } from "../ui/link";

type Props = { quoted: NonNullable<OrderPriceView["quoted"]>; firstYearFen: bigint; base: string };

/** OR15: by which quote an order goes, and when the company would do better without it. */
export function QuotedNote({ quoted, firstYearFen, base }: Props) {
  const say = useSay();
  const isDearer = quoted.onlineFirstYearFen !== null && quoted.onlineFirstYearFen < firstYearFen;
  return (
    <>
      <Alert tone="info" title={say("按报价 {quotedNumber} 下单", { quotedNumber: quoted.number })} actions={<TextLink href={`${base}/quotes/${quoted.quoteId}`}>{say("查看报价")}</TextLink>}>{say("价格以报价为准，不再用优惠券和试用。提交后这份报价就用掉了。")}</Alert>
      {isDearer && quoted.onlineFirstYearFen !== null && <Alert tone="warning" title={say("现在直接在线订购更便宜")}>{say.rich("不用报价，这个数量的首年合计是 {amount}。可以回到产品页直接订购。", { amount: <Money fen={quoted.onlineFirstYearFen} /> })}</Alert>}
    </>
  );
}
