"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { staffRoleWords } from "@/messages/zh-CN";
import type { StaffRole } from "@/server/kernel/permissions";
import { platformName } from "@/server/platforms/province.rules";
import { useTRPC } from "../layout/trpc-provider";
import { dutyPlace } from "../staff/duty-place";
import { Select } from "../ui/input";

type Duty = { id: string; dutyPlatformId: string; provinceIds: readonly string[]; roles: readonly StaffRole[] };
type Props = { duties: readonly Duty[]; current: string | null; where: string };

/** By its platform; two on one platform by their provinces and what they are for. */
function dutyName(duty: Duty, all: readonly Duty[]): string {
  const isOnly = all.filter(({ dutyPlatformId }) => dutyPlatformId === duty.dutyPlatformId).length === 1;
  return isOnly ? platformName(duty.dutyPlatformId) : `${dutyPlace(duty)} ${duty.roles.map((role) => staffRoleWords[role]).join("、")}`;
}

/** The duty one works under now; one at a time, switched openly. */
export function DutySwitch({ duties, current, where }: Props) {
  const router = useRouter();
  const change = useMutation(useTRPC().console.switchDuty.mutationOptions({ onSuccess: () => { router.push("/queue"); router.refresh(); } }));
  if (duties.length < 2) return <span className="font-medium">{where}</span>;
  return (
    <label className="flex items-center gap-2">
      <span className="whitespace-nowrap text-ink-faint">当前平台</span>
      <Select value={current ?? ""} disabled={change.isPending} onChange={(event) => change.mutate({ dutyId: event.target.value })}>
        {duties.map((duty) => (
          <option key={duty.id} value={duty.id}>
            {dutyName(duty, duties)}
          </option>
        ))}
      </Select>
    </label>
  );
}
