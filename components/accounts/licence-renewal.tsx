"use client";

import { useRouter } from "next/navigation";
import type { CompanyView } from "@/server/accounts/account.schema";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { PaperUpload } from "./paper-upload";

type Props = { company: Pick<CompanyView, "verification" | "licenceExpiresOn" | "newLicence">; mayHandIn: boolean };

/** AI4: a licence is asked for again before and after its end; what was handed in, and what became of it, is told here. */
export function LicenceRenewal({ company: { verification, licenceExpiresOn, newLicence }, mayHandIn }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const lastDay = licenceExpiresOn ? say.day(dayOf(licenceExpiresOn)) : null;
  const isWaiting = newLicence?.review === "waiting";
  return (
    <Card as="section" labelledBy="licence">
      <Stack>
        <CardHeader id="licence" title={say("更新营业执照")} text={say("上传后由本省审核人员核验，一般 1 个工作日内完成。材料加密保存。")} />
        {verification === "expired" && <Alert tone="warning" title={say("登记的营业执照已过期{value}", { value: lastDay ? say("（有效期至 {lastDay}）", { lastDay }) : "" })}>{say("已开通的产品不受影响；新的订单需要人工审核。请上传新的营业执照。")}</Alert>}
        {isWaiting && <Alert tone="info" title={say("{fileName} 正在审核", { fileName: newLicence.fileName })}>{say("{uploadedAt} 上传，有结果会发邮件告诉您。", { uploadedAt: say.instant(newLicence.uploadedAt) })}</Alert>}
        {newLicence?.review === "refused" && <Alert tone="danger" title={say("{fileName} 没有通过核验", { fileName: newLicence.fileName })}>{say("{reviewText}。请重新上传。", { reviewText: newLicence.reviewText ?? "" })}</Alert>}
        {newLicence?.review === "verified" && verification === "verified" && <Alert tone="success" title={say("{fileName} 已通过核验", { fileName: newLicence.fileName })} />}
        {!mayHandIn && <p className="text-ink-soft">{say("上传执照需要企业管理员操作。")}</p>}
        {mayHandIn && !isWaiting && <PaperUpload id="renewal" kind="licence" label={say("新的营业执照")} hint={say("PDF、PNG 或 JPG，不超过 5 MB")} papers={[]} isLocked={false} error={undefined} onChange={async () => refresh()} />}
      </Stack>
    </Card>
  );
}
