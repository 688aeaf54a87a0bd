import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { InterfaceView } from "@/server/partners/desk.schema";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Row, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { EditSignIn, RenewClientSecret, SignInIssuers } from "./sign-in-acts";
import { EditAddress, RotateSecret } from "./interface-acts";

type Application = z.output<typeof InterfaceView>["applications"][number];

/** IN4: where each application's system is called, and by which secret. */
export function InterfaceCards({ applications, issuers, mayManage }: { applications: readonly Application[]; issuers: z.output<typeof InterfaceView>["issuers"]; mayManage: boolean }) {
  if (applications.length === 0) return <EmptyState title="还没有绑定应用" text="运营方为您的公司绑定应用后，可以在这里设置接口。" />;
  return (
    <Stack>
      <SignInIssuers issuers={issuers} />
      {applications.map((row) => (
        <Card key={row.id} as="section" labelledBy={`interface-${row.code}`}>
          <CardHeader id={`interface-${row.code}`} title={row.name} actions={mayManage && <Row><EditAddress application={row} /><RotateSecret application={row} /><EditSignIn application={row} />{row.signIn && <RenewClientSecret application={row} />}</Row>} />
          <DescriptionList
            layout="grid"
            items={[
              { term: "接口地址", value: <><code className="break-all">{row.address}</code>{!row.isOwnAddress && <> <Badge>运营方预设</Badge></>}</> },
              { term: "签名密钥", value: row.secretMadeAt ? `更换于 ${formatInstant(row.secretMadeAt)}` : "运营方交付的初始密钥" },
              { term: "一键登录", value: row.signIn ? <>客户端标识 <code>{row.code}</code>，密钥做成于 {formatInstant(row.signIn.madeAt)}</> : "还没有接入：客户不能一键打开" },
              ...(row.signIn ? [{ term: "登录返回地址", value: <code className="break-all">{row.signIn.redirectUri}</code> }, { term: "登录发起地址", value: <code className="break-all">{row.signIn.initiateLoginUri}</code> }] : []),
              ...(row.oldSecretUntil ? [{ term: "旧密钥", value: <Badge tone="warning">还有效，到 {formatInstant(row.oldSecretUntil)}</Badge> }] : []),
            ]}
          />
        </Card>
      ))}
    </Stack>
  );
}
