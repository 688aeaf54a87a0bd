import type { z } from "zod";
import type { CreatedStaff } from "@/server/staff/staff.schema";
import { Alert } from "../ui/alert";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";

/** The first password, shown once; with it its owner sets up a password and a second factor of their own (AI12). */
export function StaffSecrets({ made }: { made: z.output<typeof CreatedStaff> }) {
  return (
    <div className="flex flex-col gap-3">
      <Alert tone="warning" title="只显示这一次，请当面交给本人" />
      <DescriptionList items={[{ term: "初始密码", value: <>{made.password} <CopyButton text={made.password} /></> }]} />
      <p className="text-ink-soft">本人在登录页点“首次登录设置”，用工作邮箱和初始密码设置自己的密码和动态口令。设置好之前不能登录。</p>
    </div>
  );
}
