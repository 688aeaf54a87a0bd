import { channelWords, ticketContactWords, ticketHolderStaffText, ticketHolderText, ticketKindWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { provinceName } from "@/server/platforms/province.rules";
import type { CaseView } from "@/server/tickets/ticket.schema";
import { RevealData } from "../access/reveal-data";
import { Card, CardHeader } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";

/** What a case is, who has it, and how its company wants to be answered. */
export function CaseFacts({ ticket, reader, productPath, isGroup = false, mayReveal = false }: { ticket: CaseView; reader: "company" | "staff"; productPath: string; isGroup?: boolean; mayReveal?: boolean }) {
  const { number, kind, productId, productName, openedByName, contactBy, contactAt, holder, agentName, takenAt, expectedAt, channel, externalId } = ticket;
  const isStaff = reader === "staff";
  const contact = [ticketContactWords[contactBy], contactAt].filter(Boolean).join("：");
  return (
    <Card as="section" labelledBy="case-facts">
      <CardHeader id="case-facts" title="服务单信息" />
      <DescriptionList
        items={[
          { term: "服务单号", value: <span className="inline-flex flex-wrap items-center gap-2 figures">{number} <CopyButton text={number} /></span> },
          { term: "谁在处理", value: (isStaff ? ticketHolderStaffText : ticketHolderText)(holder, agentName) },
          ...(channel === "portal" && takenAt ? [{ term: "10060 受理", value: formatInstant(takenAt) }] : []),
          ...(expectedAt ? [{ term: "预计解决", value: formatInstant(expectedAt) }] : []),
          ...(isStaff || isGroup ? [{ term: "企业", value: isStaff ? <TextLink href={`/customers/${ticket.customerId}`}>{ticket.companyName}</TextLink> : ticket.companyName }] : []),
          ...(isStaff ? [{ term: "省份", value: provinceName(ticket.provinceId) }] : []),
          { term: "类型", value: ticketKindWords[kind] },
          { term: "产品", value: productId && productName ? <TextLink href={`${productPath}/${productId}`}>{productName}</TextLink> : "不涉及具体产品" },
          { term: "提交", value: `${channelWords[channel]}${openedByName ? `，${openedByName}` : ""}，${formatInstant(ticket.createdAt)}` },
          ...(openedByName ? [{ term: "希望怎样答复", value: <>{contact}{mayReveal && contactAt !== "" && <> <RevealData place="ticket" id={ticket.id} /></>}</> }] : []),
          ...(isStaff && channel === "portal" && externalId ? [{ term: "10060 流水号", value: externalId }] : []),
        ]}
      />
    </Card>
  );
}
