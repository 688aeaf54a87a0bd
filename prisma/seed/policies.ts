import type { Db } from "../../server/db";
import type { PrivacySubject, PrivacyWay } from "../../server/generated/prisma/enums";

const first = `一、我们是谁
宽带商务是运营商为中小企业提供的网上营业厅。本政策说明：您代表企业登录和使用宽带商务时，我们处理您的哪些个人信息、为什么、存多久，您有哪些权利。您所在省的运营商是个人信息处理者。

二、处理哪些信息，为什么
1. 登录：姓名、邮箱、手机、密码的散列、登录的地址和设备，用于确认是您本人、保护帐号。
2. 开户和办理：经办人姓名和联系方式、证照、订单和留言，用于核验企业、办理业务、证明谁办了什么。
3. 使用应用：您的姓名、工号、邮箱在开通席位时提供给该应用的提供方，用于让您登录和使用它。
4. 计费和发票：付款人和开票的联系方式，依法保存。
5. 服务和安全：服务单、通知、办理和访问日志。

三、存多久
登录记录失效后 180 天，验证码 7 天，通知 2 年，每人每天的用量 2 年，服务单的联系方式办结后 180 天；会计资料 30 年，交易记录不少于 3 年。到期自动删除或脱敏。逐项的期限和依据在登录后的“我的个人信息”里。

四、提供给谁
只提供给您使用的应用的提供方、支付机构和省内的计费与营业系统，各限于办理所需；依法须配合的除外。不出售个人信息。个人信息存放在中国境内。

五、您的权利
登录后在“我的个人信息”里可以查看、更正、导出和要求删除；删除在 7 天后执行，其间可以撤回，依法必须保存的会说明依据。也可以拨打 10060。

六、安全
证照、密钥等加密存放；员工看到的联系方式是脱敏的，查看全文须写明原因，企业能看到谁看过。发生泄露时，我们会按规定告知您和主管部门。

七、变更
有实质变化的新版本提前至少 7 天公示并通知您，生效后请您重新同意；只是说明得更清楚的，只通知您。`;

const second = first
  .replace(
    "\n\n三、存多久",
    `
以上是提供服务所必需或法律要求的，不需要您另外同意。

三、只有您同意才做的
以下用途各自单独询问，不同意不影响任何业务，默认不开启：
1. 优惠和活动邮件：发券和活动时用您的登录邮箱告诉您。
2. 浏览器推送：在您开启的浏览器里弹出提醒。推送地址交给浏览器厂商的推送服务，内容加密，厂商看不到；有的厂商在中国境外。
在“我的个人信息 → 同意与授权”里随时可以给出或撤回，和给出时一样方便。撤回后立即停止，撤回之前已经做的不受影响。
我们不做用户画像，不做个性化推荐，也不使用第三方的统计或广告工具。

四、Cookie
只用登录所必需的 Cookie 和“记住这台设备”的标记，退出登录即失效或在 365 天内删除。

五、存多久`,
  )
  .replace("\n\n四、提供给谁", "\n同意和撤回的记录不少于 3 年，用来证明您说过什么。\n\n六、提供给谁")
  .replace("\n\n五、您的权利", "\n\n七、您的权利")
  .replace("\n\n六、安全", "\n\n八、安全")
  .replace("\n\n七、变更", "\n\n九、变更");

const terms = `一、谁可以使用
您代表一家企业使用宽带商务。您保证得到企业的授权；企业管理员可以随时调整或收回您的权限。

二、您的登录
登录身份只供您本人使用。请保管好密码和验证方式，发现异常时马上更改密码并拨打 10060。

三、业务由业务协议约定
订购产品时另行阅读并同意《宽带商务业务服务协议》，价格、开通、变更和退订以它为准；开户另有《企业帐户开户协议》。

四、请不要
用他人的身份办理；绕过权限查看不属于本企业的资料；以程序大量访问、攻击或干扰本平台；上传违法或含病毒的文件。违反时我们可以暂停您的登录，并告诉您和企业原因。

五、我们做什么
保持平台可用，计划维护提前公告；故障在“故障公告”里说明进度。因我们的原因造成费用差错的，核实后更正并退回。

六、离开
您可以请企业管理员把您移出，或在“我的个人信息”里要求删除；企业管理员可以移交或申请销户。离开后本协议终止，此前的订单和帐单仍按当时的协议。

七、变更
有实质变化的新版本提前至少 7 天公示并通知您，生效后请您重新同意；不同意的，可以继续查看、付款和导出资料，并按第六条离开。

八、适用法律和争议
适用中华人民共和国法律。有争议的先协商，也可以向您所在省的通信管理局申诉，或向运营商所在地人民法院起诉。`;

const beijing = (day: string) => new Date(`${day}T00:00:00+08:00`);
const released = (day: string) => ({ validFrom: beijing(day), releasedAt: beijing(day), writtenBy: "全国法务", releasedBy: "全国管理员", isMaterial: true });

/** The texts that the country's operator begins with. Safe to run again. */
export async function seedPolicies(national: Db): Promise<void> {
  await national.policyText.createMany({
    data: [
      { ...released("2026-01-01"), kind: "privacy", policyVersion: 1, title: "隐私政策", body: first, summary: "首次发布。", note: "首版" },
      { ...released("2026-03-01"), kind: "privacy", policyVersion: 2, title: "隐私政策", body: second, summary: "写明优惠邮件和浏览器推送须由您分别同意、随时可以撤回；补充 Cookie 和同意记录的保存期限。", note: "单独同意和撤回" },
      { ...released("2026-01-01"), kind: "terms", policyVersion: 1, title: "用户服务协议", body: terms, summary: "首次发布。", note: "首版" },
    ],
    skipDuplicates: true,
  });
}

type Said = { personId: string; at: Date; way?: PrivacyWay; offers?: boolean };
/** What a person who came long ago has agreed to: the texts in force, and the offers' mails where they said so. */
export const agreementsOf = ({ personId, at, way = "signIn", offers = false }: Said) => {
  const said = (subject: PrivacySubject, policyVersion: number) => ({ personId, subject, sequence: 1, act: "given" as const, policyVersion, way, at, ip: "10.10.0.8" });
  return [said("privacyPolicy", 2), said("termsOfService", 1), ...(offers ? [said("offers", 2)] : [])];
};
