import { useSay } from "#say";
import { PageHeader } from "../patterns/page-header";
import { ButtonLink } from "../ui/link";
import { ExportUsers } from "./export-users";

/** Head of the users' list with what the role may do there. */
export function UsersHeader({ path, mayChange, hasUsers }: { path: string; mayChange: boolean; hasUsers: boolean }) {
  const say = useSay();
  return (
    <PageHeader
      title={say("企业用户")} text={say("使用产品的员工名单，由贵企业自己维护。")}
      actions={
        <>
          {hasUsers && <ExportUsers />}
          {mayChange && <ButtonLink href={`${path}/import`} variant="secondary">{say("批量导入")}</ButtonLink>}
          {mayChange && <ButtonLink href={`${path}/new`}>{say("添加用户")}</ButtonLink>}
        </>
      }
    />
  );
}
