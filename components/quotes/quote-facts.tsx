import { quoteTurnText, quoteTurnWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { provinceName } from "@/server/platforms/province.rules";
import type { DeskQuoteView, QuoteView } from "@/server/quotes/quote.schema";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";

type Props = { reader: "company"; quote: QuoteView; isGroup: boolean } | { reader: "staff"; quote: DeskQuoteView };

/** What was asked, by whom, and whose move it is. */
export function QuoteFacts(props: Props) {
  const { quote } = props;
  const staff = props.reader === "staff" ? props.quote : null;
  const isNamed = staff !== null || (props.reader === "company" && props.isGroup);
  return (
    <Card as="section" labelledBy="quote-facts">
      <CardHeader id="quote-facts" title="询价信息" />
      <DescriptionList
        items={[
          { term: "询价号", value: <span className="inline-flex flex-wrap items-center gap-2 figures">{quote.number} <CopyButton text={quote.number} /></span> },
          { term: "等谁", value: (staff ? quoteTurnWords : quoteTurnText)[quote.turn] },
          ...(isNamed ? [{ term: "企业", value: staff ? <TextLink href={`/customers/${quote.customerId}`}>{quote.companyName}</TextLink> : quote.companyName }] : []),
          ...(staff ? [{ term: "省份", value: provinceName(quote.provinceId) }] : []),
          { term: "问的套餐", value: `${quote.specificationName}（${quote.offeringName}）` },
          { term: "大约数量", value: `${quote.seats} ${quote.seatName}` },
          { term: "提交", value: `${quote.askedByName}，${formatInstant(quote.askedAt)}` },
          ...(quote.state === "inProgress" && quote.turn === "operator" ? [{ term: staff ? "答复时限" : "预计答复", value: <>{staff ? formatInstant(quote.dueAt) : `不晚于 ${formatInstant(quote.dueAt)}`}{staff?.isLate && <> <Badge tone="danger">已超时</Badge></>}</> }] : []),
          ...(staff?.handledByName ? [{ term: "经办人", value: staff.handledByName }] : []),
          ...(quote.closedAt ? [{ term: "结束", value: formatInstant(quote.closedAt) }] : []),
          ...(quote.endReason ? [{ term: "原因", value: quote.endReason }] : []),
        ]}
      />
    </Card>
  );
}
