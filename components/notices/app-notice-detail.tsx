import { formatInstant } from "@/server/kernel/calendar";
import type { AppNoticeView } from "@/server/notifications/app-notice.schema";
import { provinceName } from "@/server/platforms/province.rules";
import { LiveRefresh } from "../ordering/live-refresh";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { Progress } from "../ui/progress";
import { appNoticeKindWords } from "./app-notice-words";

/** PR11: how it reads, whom it reaches, and how far it is. */
export function AppNoticeDetail({ notice }: { notice: AppNoticeView }) {
  const { state, reach, told } = notice;
  return (
    <Stack gap="lg">
      {state === "sending" && <LiveRefresh seconds={3} />}
      <div role="status" className="empty:hidden">
        {state === "draft" && (reach > 0 ? <Alert tone="info" title={`现在发送会告知 ${String(reach)} 人`}>有席位的员工和业务管理员；没有分配席位的企业告知联系人。同一个邮箱只告知一次。</Alert> : <Alert tone="warning" title="现在没有人使用这个应用">有企业开通并分配席位以后再发送。</Alert>)}
        {state === "sending" && <Progress label="发送进度" done={told} of={reach} text={`已告知 ${String(told)} / ${String(reach)} 人`} />}
        {state === "sent" && <Alert tone="success" title={`已告知 ${String(told)} 人`}>{notice.endedAt ? formatInstant(notice.endedAt) : ""}</Alert>}
        {state === "stopped" && <Alert tone="warning" title={`已停止，停止前告知了 ${String(told)} 人`}>{notice.stoppedByName}{notice.endedAt ? `，${formatInstant(notice.endedAt)}` : ""}</Alert>}
      </div>
      <Grid columns={2}>
        <Card as="section" labelledBy="preview">
          <CardHeader id="preview" title="邮件和消息中心" text="以“张三”为例" />
          <p className="font-semibold break-words">{notice.subject}</p>
          <p className="mt-2 break-words whitespace-pre-line text-ink-soft">{notice.text}</p>
        </Card>
        <Card as="section" labelledBy="facts">
          <CardHeader id="facts" title="记录" />
          <DescriptionList
            items={[
              { term: "应用", value: notice.specificationName }, { term: "类型", value: `${appNoticeKindWords[notice.kind]}${notice.releaseVersion ? ` ${notice.releaseVersion}` : ""}` },
              { term: "范围", value: notice.provinceIds.length > 0 ? notice.provinceIds.map(provinceName).join("、") : "全平台" },
              { term: "撰写", value: `${notice.writtenByName}，${formatInstant(notice.createdAt)}` },
              ...(notice.releasedAt ? [{ term: "发送", value: `${notice.releasedByName}，${formatInstant(notice.releasedAt)}` }] : []),
            ]}
          />
        </Card>
      </Grid>
    </Stack>
  );
}
