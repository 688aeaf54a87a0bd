import { Input } from "../ui/input";

/** BO12: one box for everything; a plain form, so that the words are in the address. */
export function SearchBox() {
  return (
    <form action="/search" role="search" className="min-w-48 flex-1 lg:max-w-md">
      <label className="sr-only" htmlFor="console-search">
        搜索订单号、企业、信用代码、帐号、手机号
      </label>
      <Input id="console-search" name="q" type="search" placeholder="订单号 / 企业 / 信用代码 / 帐号 / 手机号" maxLength={60} />
    </form>
  );
}
