import type Stripe from "stripe";
import type { Work } from "../core/context";
import { abandonAction, askForAction, isToBeSaved, payByCard, payByWallet, saveIntent, type Outcome } from "../core/intents";
import { newCard, newWallet, type CardEntry } from "../core/methods";
import { clearPending, completeSession, detailsOf, factsOf, followIntent, intentOf } from "../core/sessions";
import { failSetup, setUpCard, type SetupOutcome } from "../core/setup-intents";
import { declines, type Decline } from "../core/test-cards";
import { idOf, type SessionFacts } from "../store/tables";
import type { Problems } from "./card-form";
import { pathOf, type Shown } from "./pages";

/** Where a payer goes from here. */
export type Step =
  | { kind: "done" }
  | { kind: "next"; step: "challenge" | "alipay" | "wechat_pay" }
  | { kind: "refused"; notice: "challenge" | "canceled" | "declined"; message: string; problems?: Problems };

type Payer = { email: string | null; name: string | null };
const nobody: Payer = { email: null, name: null };

/** Pays, or sets up, with a card that was typed in. */
export function payTyped(unit: Work, shown: Shown, entry: CardEntry): Step {
  const method = newCard(unit, { ...entry, email: entry.email ?? shown.session.customer_details?.email ?? null });
  return payWith(unit, shown, method, false);
}

function payWith(unit: Work, shown: Shown, method: Stripe.PaymentMethod, isChallenged: boolean): Step {
  const payer: Payer = { email: method.billing_details.email, name: method.billing_details.name };
  if (shown.session.mode === "setup") return setUp(unit, shown, method, isChallenged, payer);
  const { session, intent } = intentOf(unit, shown.session, payer);
  const url = `${unit.mock.url()}${pathOf(session, "challenge")}`;
  const outcome = payByCard(unit, intent, method, {
    offSession: false,
    isChallenged,
    save: isToBeSaved(intent),
    nextAction: { type: "redirect_to_url", redirect_to_url: { return_url: session.success_url, url } },
  });
  followIntent(unit, session, outcome, payer);
  return stepOf(unit, session.id, outcome, method);
}

function stepOf(unit: Work, sessionId: string, outcome: Outcome, method: Stripe.PaymentMethod): Step {
  if (outcome.kind === "requires_action") return wait(unit, sessionId, "challenge", method.id);
  if (outcome.kind !== "failed") return { kind: "done" };
  clearPending(unit, sessionId);
  return refusal(outcome.decline);
}

function setUp(unit: Work, { session }: Shown, method: Stripe.PaymentMethod, isChallenged: boolean, payer: Payer): Step {
  const intent = unit.get("setupIntents", idOf(session.setup_intent) ?? "");
  if (!intent) throw new Error(`session ${session.id} has lost its setup intent`);
  const outcome: SetupOutcome = setUpCard(unit, intent, method, isChallenged);
  if (outcome.kind === "requires_action") return wait(unit, session.id, "challenge", method.id);
  if (outcome.kind === "failed") {
    clearPending(unit, session.id);
    return refusal(outcome.decline);
  }
  completeSession(unit, session, { customer_details: session.customer_details ?? detailsOf(payer.email, payer.name) });
  return { kind: "done" };
}

function wait(unit: Work, sessionId: string, kind: NonNullable<SessionFacts["pending"]>["kind"], paymentMethod: string): Step {
  unit.put("sessionFacts", { ...factsOf(unit, sessionId), pending: { kind, paymentMethod } });
  return { kind: "next", step: kind };
}

/** The bank's challenge was passed or turned down. */
export function answerChallenge(unit: Work, shown: Shown, isApproved: boolean): Step {
  const { session, facts } = shown;
  const method = unit.get("paymentMethods", facts.pending?.paymentMethod ?? "");
  if (facts.pending?.kind !== "challenge" || !method) return refusal(declines.authenticationFailed);
  if (isApproved) return payWith(unit, shown, method, true);
  clearPending(unit, session.id);
  const setup = unit.get("setupIntents", idOf(session.setup_intent) ?? "");
  const intent = unit.get("paymentIntents", idOf(session.payment_intent) ?? "");
  if (setup) failSetup(unit, setup, method, { ...declines.authenticationFailed, code: "setup_intent_authentication_failure" });
  else if (intent) abandonAction(unit, intent);
  return refusal(declines.authenticationFailed);
}

export function startWallet(unit: Work, shown: Shown, type: "alipay" | "wechat_pay"): Step {
  const payer: Payer = { email: shown.session.customer_details?.email ?? null, name: shown.session.customer_details?.name ?? null };
  const { session, intent } = intentOf(unit, shown.session, payer);
  const method = newWallet(unit, type, payer);
  const url = `${unit.mock.url()}${pathOf(session, type)}`;
  const nextAction: Stripe.PaymentIntent.NextAction =
    type === "alipay"
      ? { type: "alipay_handle_redirect", alipay_handle_redirect: { native_data: null, native_url: null, return_url: session.success_url, url } }
      : { type: "wechat_pay_display_qr_code", wechat_pay_display_qr_code: { data: `weixin://wxpay/bizpayurl?pr=${session.id.slice(-9)}`, hosted_instructions_url: url, image_data_url: "", image_url_png: "", image_url_svg: "" } };
  askForAction(unit, saveIntent(unit, intent, { payment_method: method.id, last_payment_error: null }), nextAction);
  return wait(unit, session.id, type, method.id);
}

/** The payer confirmed in the wallet, or turned away from it. */
export function answerWallet(unit: Work, shown: Shown, type: "alipay" | "wechat_pay", isConfirmed: boolean): Step {
  const { session, facts } = shown;
  const intent = unit.get("paymentIntents", idOf(session.payment_intent) ?? "");
  const method = unit.get("paymentMethods", facts.pending?.paymentMethod ?? "");
  if (facts.pending?.kind !== type || !intent || !method) return { kind: "refused", notice: "canceled", message: "" };
  if (!isConfirmed) {
    clearPending(unit, session.id);
    abandonAction(unit, intent);
    return { kind: "refused", notice: "canceled", message: "" };
  }
  const outcome = payByWallet(unit, intent, method);
  followIntent(unit, session, outcome, nobody);
  if (outcome.kind !== "failed") return { kind: "done" };
  clearPending(unit, session.id);
  return { kind: "refused", notice: "declined", message: "" };
}

const words: Record<string, string> = {
  insufficient_funds: "卡内余额不足，没有扣款。请换一张卡，或换一种付款方式。",
  expired_card: "银行说这张卡已过期，没有扣款。请换一张卡。",
  processing_error: "银行暂时无法处理，没有扣款。请稍后再试。",
  incorrect_cvc: "银行说安全码不正确，没有扣款。请重新填写。",
};

function refusal(decline: Decline): Step {
  if (decline.code === declines.authenticationFailed.code) return { kind: "refused", notice: "challenge", message: "没有通过银行验证，没有扣款。" };
  const message = words[decline.declineCode ?? decline.code] ?? "银行拒绝了这张卡，没有扣款。请换一张卡，或换一种付款方式。";
  const problems: Problems = decline.code === "incorrect_cvc" ? { cardCvc: "安全码不正确" } : {};
  return { kind: "refused", notice: "declined", message, problems };
}
