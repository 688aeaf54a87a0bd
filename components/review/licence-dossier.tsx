import { verificationWords } from "@/messages/zh-CN";
import type { LicenceForReview } from "@/server/accounts/account.schema";
import { dayOf, formatDay } from "@/server/kernel/calendar";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Grid } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { PaperList } from "./paper-list";

const until = (day: Date | null) => (day ? `至 ${formatDay(dayOf(day))}` : "长期");

/** AI4: a company's new licence beside what it had. */
export function LicenceDossier({ licence }: { licence: LicenceForReview }) {
  return (
    <Grid columns={2}>
      <Card as="section" labelledBy="company">
        <CardHeader id="company" title="企业" actions={<StateBadge state={licence.verification} words={verificationWords} />} />
        <DescriptionList
          items={[
            { term: "名称", value: <TextLink href={`/customers/${licence.customerId}`}>{licence.companyName}</TextLink> },
            { term: "信用代码", value: licence.creditCode },
            { term: "帐号", value: licence.accountName },
            { term: "地址", value: licence.address },
            { term: "登记的有效期", value: until(licence.currentExpiresOn) },
          ]}
        />
      </Card>
      <Card as="section" labelledBy="new">
        <CardHeader id="new" title="新的营业执照" text={`企业填写的有效期：${until(licence.newExpiresOn)}`} />
        <PaperList papers={[licence.paper]} />
        <h3 className="mt-4 mb-1 font-medium">以前的执照</h3>
        <PaperList papers={licence.earlier} />
      </Card>
    </Grid>
  );
}
