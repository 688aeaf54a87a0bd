import type { RecoveryForReview } from "@/server/company/recovery.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { RevealData } from "../access/reveal-data";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { PaperList } from "./paper-list";

/** AI19: who asks for an account, with what papers, and who owns it today. */
export function RecoveryDossier({ recovery, mayReveal }: { recovery: RecoveryForReview; mayReveal: boolean }) {
  return (
    <Stack>
      {recovery.state === "waiting" && recovery.effectiveAt && <Alert tone="info" title={`公示中，${formatInstant(recovery.effectiveAt)} 生效`}>有成员提出异议就停止。</Alert>}
      {recovery.state === "objected" && <Alert tone="warning" title="企业成员提出异议，已停止">{recovery.answer}</Alert>}
      <Grid columns={2}>
        <Card as="section" labelledBy="applicant">
          <CardHeader id="applicant" title="申请人" actions={mayReveal && <RevealData place="recovery" id={recovery.id} />} text="手机和邮箱已用验证码确认。通过后公示 7 天，全体成员可以提出异议。" />
          <DescriptionList items={[{ term: "姓名", value: recovery.personName }, { term: "手机", value: recovery.phone }, { term: "邮箱", value: recovery.email }, { term: "说明", value: recovery.reason }]} />
          <h3 className="mt-4 mb-1 font-medium">材料</h3>
          <PaperList papers={recovery.papers} />
        </Card>
        <Card as="section" labelledBy="company">
          <CardHeader id="company" title="企业" />
          <DescriptionList
            items={[
              { term: "名称", value: <TextLink href={`/customers/${recovery.customerId}`}>{recovery.companyName}</TextLink> }, { term: "信用代码", value: recovery.creditCode }, { term: "帐号", value: recovery.accountName },
              { term: "现在的管理员", value: recovery.owners.length === 0 ? "没有" : <ul>{recovery.owners.map((owner) => <li key={owner.email}>{owner.name} {owner.email}，{owner.lastSeenAt ? `最近登录 ${formatInstant(owner.lastSeenAt)}` : "没有登录记录"}</li>)}</ul> },
              { term: "成员", value: `${String(recovery.memberCount)} 人` },
            ]}
          />
        </Card>
      </Grid>
    </Stack>
  );
}
