import type { ContractSealView } from "@/server/ordering/contract-desk.schema";
import { groupedHash } from "@/server/ordering/contract-document.rules";
import type { z } from "zod";
import { useSay } from "#say";
import { ButtonAnchor } from "../ui/button";
import { Card, Row, Stack } from "../ui/card";

type Props = { orderId: string; seal: z.output<typeof ContractSealView> };

/** OR20: the sealed contract to download, with the hash of its file once it was made. A plain link, so that the browser saves what the server names. */
export function ContractDownload({ orderId, seal: { isAvailable, sealed } }: Props) {
  const say = useSay();
  if (!isAvailable) return null;
  return (
    <Card>
      <Stack gap="sm">
        <Row justify="between">
          <p className="text-ink-soft">{sealed ? say("已于 {sealedAt} 签章，每次下载都是同一份文件。", { sealedAt: say.instant(sealed.sealedAt) }) : say("第一次下载时签章并留存，以后每次下载都是同一份文件。")}</p>
          <ButtonAnchor href={`/api/contracts/${orderId}`} download rel="nofollow" variant="secondary">{say("下载合同（PDF）")}</ButtonAnchor>
        </Row>
        {sealed && <p className="text-[0.875em] break-words text-ink-faint">{say("文件 SHA-256：{groupedHash}", { groupedHash: groupedHash(sealed.sha256) })}</p>}
      </Stack>
    </Card>
  );
}
