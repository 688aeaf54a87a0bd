import type Stripe from "stripe";
import type { PageAnswer } from "../../../kit/http";
import { matchPath } from "../../../kit/route";
import { work, type Mock, type Work } from "../core/context";
import { expireSession, factsOf, type PayMethodType } from "../core/sessions";
import { cardInput, type Problems, readCard } from "./card-form";
import { answerChallenge, answerWallet, payTyped, startWallet, type Step } from "./checkout";
import { answerIntentChallenge } from "./intent-challenge";
import { amountOf, methodLabels } from "./layout";
import { alipayPage, challengePage, expiredPage, paidPage, pathOf, payPage, receiptPage, successAddress, unknownPage, wechatPage, type PayPageState, type Shown } from "./pages";

const page = (status: number, content: string): PageAnswer => ({ status, type: "html", content });
const go = (content: string): PageAnswer => ({ status: 303, type: "redirect", content });

/** Notices a redirect may carry; anything else in the address says nothing. */
const notices: Record<string, (method: PayMethodType) => string> = {
  challenge: () => "没有通过银行验证，没有扣款。可以换一张卡，或换一种付款方式。",
  canceled: (method) => `已取消${methodLabels[method]}付款，没有扣款。可以重试，或换一种付款方式。`,
  declined: (method) => `${methodLabels[method]}没有付款成功，没有扣款。可以重试，或换一种付款方式。`,
};

/** The payment pages of a session, or null for an address that is none of theirs. */
export function serveHosted(mock: Mock, method: string, url: URL, form: URLSearchParams): PageAnswer | null {
  const ofIntent = matchPath("/challenge/{id}", url.pathname);
  if (ofIntent) return answerIntentChallenge(mock, method, ofIntent.id ?? "", form);
  const receipt = matchPath("/receipts/{id}", url.pathname);
  if (receipt) return receiptOf(mock, receipt.id ?? "");
  const found = matchPath("/c/pay/{id}", url.pathname) ?? matchPath("/c/pay/{id}/{step}", url.pathname);
  if (!found) return null;
  return work(mock, (unit) => {
    const shown = shownOf(unit, found.id ?? "");
    if (!shown) return page(404, unknownPage());
    const { session } = shown;
    // A second press of the button comes here: it is led to where the first one went and pays nothing.
    if (session.status === "complete") return method === "POST" ? go(successAddress(session)) : page(200, paidPage(session));
    if (session.status === "expired") return page(method === "POST" ? 410 : 200, expiredPage(session));
    return method === "POST" ? post(unit, shown, found.step ?? "", form) : get(unit, shown, found.step ?? "", url);
  });
}

function receiptOf(mock: Mock, id: string): PageAnswer {
  const charge = mock.store.get("charges", id);
  return charge?.paid ? page(200, receiptPage(charge)) : page(404, unknownPage());
}

function shownOf(unit: Work, id: string): Shown | null {
  const session = unit.get("sessions", id);
  if (!session) return null;
  const current = session.status === "open" && session.expires_at <= unit.now ? expireSession(unit, session) : session;
  return { session: current, facts: factsOf(unit, id) };
}

function chosenMethod(session: Stripe.Checkout.Session, wanted: string | null): PayMethodType {
  const types = session.payment_method_types as PayMethodType[];
  return types.find((type) => type === wanted) ?? types[0] ?? "card";
}

function get(unit: Work, shown: Shown, step: string, url: URL): PageAnswer {
  const { session, facts } = shown;
  const { pending } = facts;
  if (step === "") {
    const method = chosenMethod(session, url.searchParams.get("method"));
    const notice = notices[url.searchParams.get("notice") ?? ""];
    return page(200, payPage(shown, { method, alert: notice ? notice(method) : null, input: null, problems: {} }));
  }
  if (pending?.kind !== step) return go(pathOf(session));
  if (step === "alipay") return page(200, alipayPage(session));
  if (step === "wechat_pay") return page(200, wechatPage(session));
  const last4 = unit.get("paymentMethods", pending.paymentMethod)?.card?.last4 ?? "";
  return page(200, challengePage({ action: pathOf(session, "challenge"), amount: session.mode === "setup" ? null : amountOf(session), last4 }));
}

function post(unit: Work, shown: Shown, step: string, form: URLSearchParams): PageAnswer {
  const { session } = shown;
  const types = session.payment_method_types;
  if (step === "card" && types.includes("card")) return postCard(unit, shown, form);
  const decision = form.get("decision") ?? "";
  if (step === "challenge") return follow(session, "card", answerChallenge(unit, shown, decision === "approve"));
  if ((step === "alipay" || step === "wechat_pay") && types.includes(step)) {
    if (decision === "start") return follow(session, step, startWallet(unit, shown, step));
    return follow(session, step, answerWallet(unit, shown, step, decision === "confirm"));
  }
  return page(404, unknownPage());
}

function postCard(unit: Work, shown: Shown, form: URLSearchParams): PageAnswer {
  const input = cardInput(form);
  const again = (status: number, alert: string, problems: Problems) => {
    const state: PayPageState = { method: "card", alert, input, problems };
    return page(status, payPage({ ...shown, session: unit.get("sessions", shown.session.id) ?? shown.session }, state));
  };
  const read = readCard(input, unit.mock.settings.now());
  if ("problems" in read) return again(422, "请检查标出的内容。", read.problems);
  const step = payTyped(unit, shown, read.entry);
  return step.kind === "refused" ? again(402, step.message, step.problems ?? {}) : follow(shown.session, "card", step);
}

function follow(session: Stripe.Checkout.Session, method: PayMethodType, step: Step): PageAnswer {
  if (step.kind === "done") return go(successAddress(session));
  if (step.kind === "next") return go(pathOf(session, step.step));
  return go(`${pathOf(session)}?method=${method}&notice=${step.notice}`);
}

