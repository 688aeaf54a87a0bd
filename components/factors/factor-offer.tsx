import type { z } from "zod";
import type { OfferedFactor } from "@/server/factors/factor.schema";
import { useSay } from "#say";
import { CopyButton } from "../ui/copy-button";

/** The secret as a picture to scan and as letters to type, in groups of four. */
export function FactorOffer({ offered }: { offered: z.output<typeof OfferedFactor> }) {
  const say = useSay();
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      {/* A data address made on the server; there is nothing for an image optimizer to do. */}
      <img src={offered.picture} alt={say("动态口令密钥的二维码")} width={168} height={168} className="rounded-md border border-line bg-white" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-ink-soft">{say("用认证器 App（如微软、谷歌或国产认证器）扫描二维码；不能扫描时，手工输入密钥：")}</p>
        <p className="mt-2 font-mono text-[1.05em] font-medium break-all">
          {offered.secret.replace(/(.{4})(?=.)/g, "$1 ")} <CopyButton text={offered.secret} />
        </p>
      </div>
    </div>
  );
}
