import type { VisibleAccount } from "@/server/accounts/account.schema";
import { useSay } from "#say";
import { Button } from "../ui/button";
import { SelectField } from "../ui/text-field";

type Props = { path: string; accounts: readonly VisibleAccount[]; current: string | undefined; /** What no choice means; without it the own account comes first. */ all?: string; /** Filters of the address that stay. */ keep?: Readonly<Record<string, string>> };

/** PC9: whose rows a list shows, for whoever sees several accounts; a plain form, so that it is in the address and works without JavaScript. */
export function AccountFilter({ path, accounts, current, all, keep = {} }: Props) {
  const say = useSay();
  if (accounts.length < 2) return null;
  return (
    <form action={path} method="get" className="mb-5 flex flex-wrap items-end gap-3">
      {Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <div className="min-w-0 flex-1 sm:max-w-xs">
        <SelectField name="account" label={say("帐号")} defaultValue={current ?? (all === undefined ? accounts[0]?.customerId : "")}>
          {all !== undefined && <option value="">{all}</option>}
          {accounts.map(({ customerId, name }) => <option key={customerId} value={customerId}>{name}</option>)}
        </SelectField>
      </div>
      <Button type="submit" variant="secondary">{say("查看")}</Button>
    </form>
  );
}
