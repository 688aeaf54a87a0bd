import { paperWords, payTypeWords, verificationWords } from "@/messages/zh-CN";
import type { CompanyView } from "@/server/accounts/account.schema";
import { businessDayOf, dayOf, formatDay } from "@/server/kernel/calendar";
import { StateBadge } from "../patterns/state-badge";
import { TextAnchor } from "../ui/anchor";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { industryLabels, labelOf, staffBandLabels } from "./words";

const day = (instant: Date) => formatDay(businessDayOf(instant));

/** The company as the operator keeps it, its account, and whom to call (AI21). */
export function CompanyCards({ company }: { company: CompanyView }) {
  const { boundAccountNumber, bindingConfirmedAt, licenceExpiresOn } = company;
  return (
    <Stack gap="lg">
      <Card tone="accent" as="section" labelledBy="manager">
        <CardHeader id="manager" title="您的客户经理" text="办理业务、变更资料、咨询产品，都可以找客户经理。" />
        <DescriptionList layout="grid" items={[{ term: "姓名", value: company.managerName }, { term: "电话", value: <TextAnchor href={`tel:${company.managerPhone}`}>{company.managerPhone}</TextAnchor> }, { term: "服务时间", value: company.managerHours }]} />
      </Card>
      <Card as="section" labelledBy="facts">
        <CardHeader id="facts" title="企业信息" text="营业执照到期前，请在下面上传新的执照；名称、地址、联系方式有变化，请到“资料变更”。" actions={<StateBadge state={company.verification} words={verificationWords} />} />
        <DescriptionList
          items={[
            { term: "企业名称", value: company.companyName }, { term: "统一社会信用代码", value: company.creditCode },
            { term: "行业", value: labelOf(industryLabels, company.industry) }, { term: "员工人数", value: labelOf(staffBandLabels, company.staffBand) }, { term: "经营地址", value: company.address },
            { term: "执照有效期", value: licenceExpiresOn ? `至 ${formatDay(dayOf(licenceExpiresOn))}` : "长期" },
            { term: "联系人", value: `${company.contactName} · ${company.contactPhone} · ${company.contactEmail}` },
            { term: "证明材料", value: company.papers.length === 0 ? "无" : <ul>{company.papers.map((paper) => <li key={paper.id}>{paperWords[paper.kind]}：<TextAnchor href={`/api/papers/${paper.id}`}>{paper.fileName}</TextAnchor></li>)}</ul> },
          ]}
        />
      </Card>
      <Card as="section" labelledBy="account">
        <CardHeader id="account" title="企业帐户" />
        <DescriptionList
          items={[
            { term: "帐号名", value: company.accountName }, { term: "97 帐号", value: company.accountNumber97 ?? "未登记" }, { term: "省份", value: company.provinceName },
            { term: "付费方式", value: payTypeWords[company.payType] },
            ...(boundAccountNumber ? [{ term: "付费账户", value: `${boundAccountNumber}（${company.boundHolderName ?? ""}）${bindingConfirmedAt ? " · 已核对" : " · 未核对"}` }] : []),
            { term: "开户日期", value: day(company.openedAt) },
          ]}
        />
      </Card>
    </Stack>
  );
}
