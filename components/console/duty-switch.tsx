"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { platformName } from "@/server/platforms/province.rules";
import { useTRPC } from "../layout/trpc-provider";
import { Select } from "../ui/input";

type Props = { duties: { dutyPlatformId: string }[]; current: string; where: string };

/** The platform one works for now; one at a time, switched openly. */
export function DutySwitch({ duties, current, where }: Props) {
  const router = useRouter();
  const change = useMutation(useTRPC().console.switchDuty.mutationOptions({ onSuccess: () => { router.push("/queue"); router.refresh(); } }));
  if (duties.length < 2) return <span className="font-medium">{where}</span>;
  return (
    <label className="flex items-center gap-2">
      <span className="whitespace-nowrap text-ink-faint">当前平台</span>
      <Select value={current} disabled={change.isPending} onChange={(event) => change.mutate({ dutyPlatformId: event.target.value })}>
        {duties.map(({ dutyPlatformId }) => (
          <option key={dutyPlatformId} value={dutyPlatformId}>
            {platformName(dutyPlatformId)}
          </option>
        ))}
      </Select>
    </label>
  );
}
