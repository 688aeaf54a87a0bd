import { openingStateStaffWords, paperWords, payTypeWords, reasonWords } from "@/messages/zh-CN";
import type { OpeningForReview } from "@/server/accounts/opening.schema";
import { RevealData } from "../access/reveal-data";
import { industryLabels, labelOf, staffBandLabels } from "../accounts/words";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { PaperList } from "./paper-list";

const yes = (isTrue: boolean) => (isTrue ? <Badge tone="success">已确认</Badge> : <Badge tone="warning">未确认</Badge>);

/** AI4: everything about a company that asks for an account, on one screen. */
export function OpeningDossier({ opening, mayReveal }: { opening: OpeningForReview; mayReveal: boolean }) {
  const missing = opening.neededPapers.filter((kind) => !opening.papers.some((paper) => paper.kind === kind));
  const { customers, openings } = opening.sameCode;
  return (
    <Stack>
      {customers.length + openings.length > 0 && (
        <Alert tone="warning" title="同一信用代码已有记录">
          {customers.map((row) => (
            <p key={row.customerId}>
              帐户 <TextLink href={`/customers/${row.customerId}`}>{row.accountName}</TextLink>（{row.companyName}）
            </p>
          ))}
          {openings.map((row) => (
            <p key={row.number}>
              开户申请 {row.number}（{row.companyName}，{openingStateStaffWords[row.state].word}）
            </p>
          ))}
        </Alert>
      )}
      <Grid columns={2}>
        <Card as="section" labelledBy="company">
          <CardHeader id="company" title="企业" actions={<StateBadge state={opening.state} words={openingStateStaffWords} />} />
          <DescriptionList
            items={[
              { term: "名称", value: opening.companyName },
              { term: "信用代码", value: <>{opening.creditCode} {opening.isCreditCodeValid ? <Badge tone="success">校验通过</Badge> : <Badge tone="danger">校验不符</Badge>}</> },
              { term: "行业 / 规模", value: `${labelOf(industryLabels, opening.industry)} / ${labelOf(staffBandLabels, opening.staffBand)}` },
              { term: "地址", value: opening.address },
              { term: "申请编号", value: opening.number },
            ]}
          />
        </Card>
        <Card as="section" labelledBy="contact">
          <CardHeader id="contact" title="联系人" actions={mayReveal && <RevealData place="opening" id={opening.id} />} />
          <DescriptionList
            items={[
              { term: "姓名", value: <>{opening.contactName} {opening.isLegalRepresentative && <Badge>法定代表人</Badge>}</> },
              { term: "手机", value: <>{opening.contactPhoneMasked} {yes(opening.isPhoneConfirmed)}</> },
              { term: "邮箱", value: <>{opening.emailMasked} {yes(opening.isEmailConfirmed)}</> },
            ]}
          />
        </Card>
        <Card as="section" labelledBy="account">
          <CardHeader id="account" title="帐户" actions={<Badge>{payTypeWords[opening.payType]}</Badge>} />
          <DescriptionList
            items={[
              { term: "企业帐号", value: opening.accountName },
              ...(opening.payType === "postpaid" ? [{ term: "付费账户", value: <>{opening.paymentAccountNumber}（{opening.paymentHolderName}）{yes(opening.binding === "confirmed")}</> }] : []),
              ...opening.reasons.map((code) => ({ term: "命中规则", value: (reasonWords as Record<string, string>)[code] ?? "" })),
            ]}
          />
        </Card>
        <Card as="section" labelledBy="papers">
          <CardHeader id="papers" title="证照" />
          {missing.length > 0 && <Alert tone="warning" title={`缺少：${missing.map((kind) => paperWords[kind]).join("、")}`} />}
          <PaperList papers={opening.papers} />
        </Card>
      </Grid>
    </Stack>
  );
}
