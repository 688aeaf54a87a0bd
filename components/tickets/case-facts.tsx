import { channelWords, ticketContactWords, ticketHolderText, ticketKindWords } from "@/messages/zh-CN";
import { provinceName } from "@/server/platforms/province.rules";
import type { CaseView } from "@/server/tickets/ticket.schema";
import { useSay } from "#say";
import { RevealData } from "../access/reveal-data";
import { Card, CardHeader } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";

/** What a case is, who has it, and how its company wants to be answered. */
export function CaseFacts({ ticket, reader, productPath, isGroup = false, mayReveal = false }: { ticket: CaseView; reader: "company" | "staff"; productPath: string; isGroup?: boolean; mayReveal?: boolean }) {
  const say = useSay();
  const { number, kind, productId, productName, openedByName, contactBy, contactAt, holder, agentName, takenAt, expectedAt, channel, externalId } = ticket;
  const isStaff = reader === "staff";
  const contact = [say.word(ticketContactWords[contactBy]), contactAt].filter(Boolean).join(say("："));
  return (
    <Card as="section" labelledBy="case-facts">
      <CardHeader id="case-facts" title={say("服务单信息")} />
      <DescriptionList
        items={[
          { term: say("服务单号"), value: <span className="inline-flex flex-wrap items-center gap-2 figures">{number} <CopyButton text={number} /></span> },
          { term: say("谁在处理"), value: ticketHolderText(say, holder, agentName, isStaff ? "staff" : "company") },
          ...(channel === "portal" && takenAt ? [{ term: say("10060 受理"), value: say.instant(takenAt) }] : []),
          ...(expectedAt ? [{ term: say("预计解决"), value: say.instant(expectedAt) }] : []),
          ...(isStaff || isGroup ? [{ term: say("企业"), value: isStaff ? <TextLink href={`/customers/${ticket.customerId}`}>{ticket.companyName}</TextLink> : ticket.companyName }] : []),
          ...(isStaff ? [{ term: say("省份"), value: provinceName(ticket.provinceId) }] : []),
          { term: say("类型"), value: say.word(ticketKindWords[kind]) },
          { term: say("产品"), value: productId && productName ? <TextLink href={`${productPath}/${productId}`}>{say.named(productName)}</TextLink> : say("不涉及具体产品") },
          { term: say("提交"), value: say("{word}{value}，{instant}", { word: say.word(channelWords[channel]), value: openedByName ? say("，{openedByName}", { openedByName }) : "", instant: say.instant(ticket.createdAt) }) },
          ...(openedByName ? [{ term: say("希望怎样答复"), value: <>{contact}{mayReveal && contactAt !== "" && <> <RevealData place="ticket" id={ticket.id} /></>}</> }] : []),
          ...(isStaff && channel === "portal" && externalId ? [{ term: say("10060 流水号"), value: externalId }] : []),
        ]}
      />
    </Card>
  );
}
