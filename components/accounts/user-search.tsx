import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

/** A plain form, so that the search is in the address and works without JavaScript. */
export function UserSearch({ path, search }: { path: string; search: string }) {
  return (
    <form action={path} method="get" role="search" className="mb-5 flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 sm:max-w-sm">
        <TextField name="search" type="search" label="查找用户" hint="姓名、工号、部门、邮箱或手机号" defaultValue={search} maxLength={60} />
      </div>
      <Button type="submit" variant="secondary">查找</Button>
    </form>
  );
}
