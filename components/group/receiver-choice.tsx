import { useSay } from "#say";
import { Button } from "../ui/button";
import { SelectField } from "../ui/text-field";

/** Which account of the group a product goes to; a plain form, whose answer stands in the address. */
export function ReceiverChoice({ accounts, toId }: { accounts: readonly { id: string; name: string }[]; toId: string | undefined }) {
  const say = useSay();
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <div className="w-full max-w-sm">
        <SelectField id="receiver" label={say("转到哪个帐号")} name="to" defaultValue={toId ?? ""} required>
          <option value="" disabled>{say("请选择")}</option>
          {accounts.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </SelectField>
      </div>
      <Button type="submit" variant={toId ? "secondary" : "primary"}>{say("检查能否转移")}</Button>
    </form>
  );
}
