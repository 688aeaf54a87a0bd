import type { z } from "zod";
import type { MadeSecret } from "@/server/machine/client.schema";
import { Alert } from "../ui/alert";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";

/** A client's secret, shown once. */
export function SecretCard({ made, text }: { made: z.output<typeof MadeSecret>; text?: string }) {
  return (
    <div className="flex flex-col gap-3">
      <Alert tone="warning" title="密钥只显示这一次，请现在交给对方系统的负责人">{text}</Alert>
      <DescriptionList
        items={[
          { term: "客户端编号", value: <><code className="break-all">{made.clientId}</code> <CopyButton text={made.clientId} /></> },
          { term: "密钥", value: <><code className="break-all">{made.secret}</code> <CopyButton text={made.secret} /></> },
        ]}
      />
    </div>
  );
}
