import { paperWords, payTypeWords, verificationWords } from "@/messages/zh-CN";
import type { CompanyView } from "@/server/accounts/account.schema";
import { businessDayOf, dayOf } from "@/server/kernel/calendar";
import { provinceIn } from "@/server/platforms/province.rules";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { StateBadge } from "../patterns/state-badge";
import { TextAnchor } from "../ui/anchor";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { industryLabels, labelOf, staffBandLabels } from "./words";

const day = (say: Say, instant: Date) => say.day(businessDayOf(instant));

/** The company as the operator keeps it, its account, and whom to call (AI21). */
export function CompanyCards({ company }: { company: CompanyView }) {
  const say = useSay();
  const { boundAccountNumber, bindingConfirmedAt, licenceExpiresOn } = company;
  return (
    <Stack gap="lg">
      <Card tone="accent" as="section" labelledBy="manager">
        <CardHeader id="manager" title={say("您的客户经理")} text={say("办理业务、变更资料、咨询产品，都可以找客户经理。")} />
        <DescriptionList layout="grid" items={[{ term: say("姓名"), value: company.managerName }, { term: say("电话"), value: <TextAnchor href={`tel:${company.managerPhone}`}>{company.managerPhone}</TextAnchor> }, { term: say("服务时间"), value: company.managerHours }]} />
      </Card>
      <Card as="section" labelledBy="facts">
        <CardHeader id="facts" title={say("企业信息")} text={say("营业执照到期前，请在下面上传新的执照；名称、地址、联系方式有变化，请到“资料变更”。")} actions={<StateBadge state={company.verification} words={verificationWords} />} />
        <DescriptionList
          items={[
            { term: say("企业名称"), value: company.companyName }, { term: say("统一社会信用代码"), value: company.creditCode },
            { term: say("行业"), value: say.word(labelOf(industryLabels, company.industry)) }, { term: say("员工人数"), value: say.word(labelOf(staffBandLabels, company.staffBand)) }, { term: say("经营地址"), value: company.address },
            { term: say("执照有效期"), value: licenceExpiresOn ? say("至 {licenceExpiresOn}", { licenceExpiresOn: say.day(dayOf(licenceExpiresOn)) }) : say("长期") },
            { term: say("联系人"), value: `${company.contactName} · ${company.contactPhone} · ${company.contactEmail}` },
            { term: say("证明材料"), value: company.papers.length === 0 ? say("无") : <ul>{company.papers.map((paper) => <li key={paper.id}>{say("{word}：", { word: say.word(paperWords[paper.kind]) })}<TextAnchor href={`/api/papers/${paper.id}`}>{paper.fileName}</TextAnchor></li>)}</ul> },
          ]}
        />
      </Card>
      <Card as="section" labelledBy="account">
        <CardHeader id="account" title={say("企业帐户")} />
        <DescriptionList
          items={[
            { term: say("帐号名"), value: company.accountName }, { term: say("97 帐号"), value: company.accountNumber97 ?? say("未登记") }, { term: say("省份"), value: provinceIn(say.locale, company.provinceId) },
            { term: say("付费方式"), value: say.word(payTypeWords[company.payType]) },
            ...(boundAccountNumber ? [{ term: say("付费账户"), value: say("{boundAccountNumber}（{boundHolderName}）{text}", { boundAccountNumber, boundHolderName: company.boundHolderName ?? "", text: bindingConfirmedAt ? say(" · 已核对") : say(" · 未核对") }) }] : []),
            { term: say("开户日期"), value: day(say, company.openedAt) },
          ]}
        />
      </Card>
    </Stack>
  );
}
