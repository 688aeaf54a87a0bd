import type { z } from "zod";
import type { CreatedStaff } from "@/server/staff/staff.schema";
import { Alert } from "../ui/alert";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";

/** Shown once: first password, second factor, recovery codes. */
export function StaffSecrets({ made }: { made: z.output<typeof CreatedStaff> }) {
  return (
    <div className="flex flex-col gap-3">
      <Alert tone="warning" title="只显示这一次，请当面交给本人" />
      <DescriptionList
        items={[
          { term: "初始密码", value: <>{made.password} <CopyButton text={made.password} /></> },
          { term: "动态口令密钥", value: <>{made.secret} <CopyButton text={made.secret} /></> },
          { term: "备用码", value: made.recoveryCodes.join("、") },
        ]}
      />
    </div>
  );
}
