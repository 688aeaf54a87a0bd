import { quoteTurnText, quoteTurnWords } from "@/messages/zh-CN";
import { provinceName } from "@/server/platforms/province.rules";
import type { DeskQuoteView, QuoteView } from "@/server/quotes/quote.schema";
import { useSay } from "#say";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";

type Props = { reader: "company"; quote: QuoteView; isGroup: boolean } | { reader: "staff"; quote: DeskQuoteView };

/** What was asked, by whom, and whose move it is. */
export function QuoteFacts(props: Props) {
  const say = useSay();
  const { quote } = props;
  const staff = props.reader === "staff" ? props.quote : null;
  const isNamed = staff !== null || (props.reader === "company" && props.isGroup);
  return (
    <Card as="section" labelledBy="quote-facts">
      <CardHeader id="quote-facts" title={say("询价信息")} />
      <DescriptionList
        items={[
          { term: say("询价号"), value: <span className="inline-flex flex-wrap items-center gap-2 figures">{quote.number} <CopyButton text={quote.number} /></span> },
          { term: say("等谁"), value: say.word((staff ? quoteTurnWords : quoteTurnText)[quote.turn]) },
          ...(isNamed ? [{ term: say("企业"), value: staff ? <TextLink href={`/customers/${quote.customerId}`}>{quote.companyName}</TextLink> : quote.companyName }] : []),
          ...(staff ? [{ term: say("省份"), value: provinceName(quote.provinceId) }] : []),
          { term: say("问的套餐"), value: say("{specificationName}（{offeringName}）", { specificationName: say.named(quote.specificationName), offeringName: say.named(quote.offeringName) }) },
          { term: say("大约数量"), value: say.counted(quote.seats, quote.seatName) },
          { term: say("提交"), value: say("{askedByName}，{instant}", { askedByName: quote.askedByName, instant: say.instant(quote.askedAt) }) },
          ...(quote.state === "inProgress" && quote.turn === "operator" ? [{ term: staff ? say("答复时限") : say("预计答复"), value: <>{staff ? say.instant(quote.dueAt) : say("不晚于 {dueAt}", { dueAt: say.instant(quote.dueAt) })}{staff?.isLate && <> <Badge tone="danger">{say("已超时")}</Badge></>}</> }] : []),
          ...(staff?.handledByName ? [{ term: say("经办人"), value: staff.handledByName }] : []),
          ...(quote.closedAt ? [{ term: say("结束"), value: say.instant(quote.closedAt) }] : []),
          ...(quote.endReason ? [{ term: say("原因"), value: quote.endReason }] : []),
        ]}
      />
    </Card>
  );
}
