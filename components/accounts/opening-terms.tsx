import { useSay } from "#say";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

const terms = [
  "您保证填写的信息和上传的材料真实、合法、有效，经办人已得到企业授权。",
  "帐号名是企业在本平台的唯一标识，开户后不能更改；密码由企业自行保管，凭帐号和密码进行的操作视为企业的操作。",
  "预付费帐户先充值后使用，订购和使用产品前须扣费成功；后付费帐户先使用、按月出帐，须在出帐月的最后一天前付清。",
  "材料加密保存，只用于核验企业身份；未提交的草稿 30 天后删除。个人信息只用于开户审核和之后的服务。",
  "审核结果会发到您确认过的邮箱。对结果有疑问，可以拨打 10060 或联系客户经理。",
];

/** The agreement on opening an account, in the words that the applicant agrees to. */
export function OpeningTerms() {
  const say = useSay();
  return (
    <Dialog title={say("企业帐户开户协议")} size="lg" trigger={<Button variant="ghost" size="sm">{say("阅读协议全文")}</Button>}>
      <ol className="flex list-decimal flex-col gap-2 ps-6">
        {terms.map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ol>
    </Dialog>
  );
}
