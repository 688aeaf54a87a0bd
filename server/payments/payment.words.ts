import type { PaymentChannel } from "../generated/prisma/enums";

/** Words of a payment that mails and screens share. */
export const channelWords: Readonly<Record<PaymentChannel, string>> = { card: "银行卡", alipay: "支付宝", wechatPay: "微信支付", bankTransfer: "银行转账", counterCash: "营业厅现金", provinceBilling: "本省计费系统", balance: "余额" };

const failures: Readonly<Record<string, string>> = {
  insufficient_funds: "卡内余额不足。",
  expired_card: "银行卡已过有效期。",
  incorrect_cvc: "银行卡安全码不正确。",
  processing_error: "银行暂时无法处理。",
  authentication_required: "银行要求本人验证。",
  payment_intent_authentication_failure: "没有通过银行验证。",
  payment_method_provider_decline: "支付平台没有完成付款。",
  lost_card: "银行拒绝了这张卡。",
  stolen_card: "银行拒绝了这张卡。",
  monthCeiling: "已达每月上限。",
  noCard: "绑定的银行卡已移除。",
  providerRefused: "支付渠道没有受理这笔付款。",
  underReview: "付款信息与渠道不符，财务人员正在核对。",
};

/** Why the bank, the wallet or we said no, as a sentence; a code that nobody wrote words for is the bank's plain no. */
export const failureText = (code: string | null): string => failures[code ?? ""] ?? "银行或支付平台拒绝了这次付款。";
