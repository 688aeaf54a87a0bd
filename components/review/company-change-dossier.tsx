import type { CompanyChangeForReview } from "@/server/company/change.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { ChangeDifference } from "../company/change-difference";
import { companyChangeStateWords } from "../company/change-words";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Grid } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { PaperList } from "./paper-list";

/** AI18: what a company asks to have changed, its papers, and what was changed before. */
export function CompanyChangeDossier({ change }: { change: CompanyChangeForReview }) {
  return (
    <Grid columns={2}>
      <Card as="section" labelledBy="difference">
        <CardHeader id="difference" title="申请变更" text={`${change.askedByName} 于 ${formatInstant(change.askedAt)} 提交：${change.reason}`} />
        <ChangeDifference change={change} />
        <h3 className="mt-4 mb-1 font-medium">证明材料</h3>
        <PaperList papers={change.papers} />
      </Card>
      <Card as="section" labelledBy="company">
        <CardHeader id="company" title="企业" />
        <DescriptionList items={[{ term: "名称", value: <TextLink href={`/customers/${change.customerId}`}>{change.companyName}</TextLink> }, { term: "信用代码", value: change.creditCode }, { term: "帐号", value: change.accountName }]} />
        <h3 className="mt-4 mb-1 font-medium">以前的变更</h3>
        {change.earlier.length === 0 ? <p className="text-ink-soft">没有变更过。</p> : (
          <ul className="flex flex-col gap-3">
            {change.earlier.map((row) => (
              <li key={row.id}>
                <p className="mb-1"><StateBadge state={row.state} words={companyChangeStateWords} /> <span className="text-ink-soft">{formatInstant(row.askedAt)}</span></p>
                <ChangeDifference change={row} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Grid>
  );
}
