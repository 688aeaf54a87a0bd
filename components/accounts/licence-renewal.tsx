"use client";

import { useRouter } from "next/navigation";
import type { CompanyView } from "@/server/accounts/account.schema";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { PaperUpload } from "./paper-upload";

type Props = { company: Pick<CompanyView, "verification" | "licenceExpiresOn" | "newLicence">; mayHandIn: boolean };

/** AI4: a licence is asked for again before and after its end; what was handed in, and what became of it, is told here. */
export function LicenceRenewal({ company: { verification, licenceExpiresOn, newLicence }, mayHandIn }: Props) {
  const { refresh } = useRouter();
  const lastDay = licenceExpiresOn ? formatDay(dayOf(licenceExpiresOn)) : null;
  const isWaiting = newLicence?.review === "waiting";
  return (
    <Card as="section" labelledBy="licence">
      <Stack>
        <CardHeader id="licence" title="更新营业执照" text="上传后由本省审核人员核验，一般 1 个工作日内完成。材料加密保存。" />
        {verification === "expired" && <Alert tone="warning" title={`登记的营业执照已过期${lastDay ? `（有效期至 ${lastDay}）` : ""}`}>已开通的产品不受影响；新的订单需要人工审核。请上传新的营业执照。</Alert>}
        {isWaiting && <Alert tone="info" title={`${newLicence.fileName} 正在审核`}>{formatInstant(newLicence.uploadedAt)} 上传，有结果会发邮件告诉您。</Alert>}
        {newLicence?.review === "refused" && <Alert tone="danger" title={`${newLicence.fileName} 没有通过核验`}>{newLicence.reviewText}。请重新上传。</Alert>}
        {newLicence?.review === "verified" && verification === "verified" && <Alert tone="success" title={`${newLicence.fileName} 已通过核验`} />}
        {!mayHandIn && <p className="text-ink-soft">上传执照需要企业管理员操作。</p>}
        {mayHandIn && !isWaiting && <PaperUpload id="renewal" kind="licence" label="新的营业执照" hint="PDF、PNG 或 JPG，不超过 5 MB" papers={[]} isLocked={false} error={undefined} onChange={async () => refresh()} />}
      </Stack>
    </Card>
  );
}
