import type { ReactNode } from "react";
import { formatInstant } from "@/server/kernel/calendar";
import { DescriptionList } from "../ui/description-list";

type Released = { validFrom: Date; writtenBy: string | null; releasedBy: string | null; releasedAt: Date; withdrawnAt: Date | null; withdrawnBy: string | null };

/** BO5, OR14: who wrote and released a version, from when it counts, and whether it was taken back. */
export function ReleaseFacts({ released, more = [] }: { released: Released; more?: { term: string; value: ReactNode }[] }) {
  const { validFrom, writtenBy, releasedBy, releasedAt, withdrawnAt, withdrawnBy } = released;
  return (
    <DescriptionList
      items={[
        { term: "生效时间", value: formatInstant(validFrom) },
        ...(writtenBy ? [{ term: "编写", value: writtenBy }] : []),
        { term: "发布", value: [releasedBy, formatInstant(releasedAt)].filter(Boolean).join("，") },
        ...more,
        ...(withdrawnAt ? [{ term: "撤回", value: `${withdrawnBy ?? ""}，${formatInstant(withdrawnAt)}` }] : []),
      ]}
    />
  );
}
