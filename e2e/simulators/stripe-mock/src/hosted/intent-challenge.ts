import type Stripe from "stripe";
import type { PageAnswer } from "../../../kit/http";
import { work, type Mock, type Work } from "../core/context";
import { abandonAction, isToBeSaved, payByCard } from "../core/intents";
import { idOf } from "../store/tables";
import { moneyText, noticePage } from "./layout";
import { challengePage, unknownPage } from "./pages";

/** The bank's question for a payment that was confirmed through the API and not on a session's page. */
export function answerIntentChallenge(mock: Mock, method: string, id: string, form: URLSearchParams): PageAnswer {
  return work(mock, (unit) => {
    const intent = unit.get("paymentIntents", id);
    const card = unit.get("paymentMethods", idOf(intent?.payment_method) ?? "");
    if (!intent) return page(404, unknownPage());
    if (intent.status !== "requires_action" || !card?.card) return page(200, over());
    if (method !== "POST") {
      return page(200, challengePage({ action: `/challenge/${id}`, amount: moneyText(intent.amount, intent.currency), last4: card.card.last4 }));
    }
    return answer(unit, intent, card, form.get("decision") === "approve");
  });
}

function answer(unit: Work, intent: Stripe.PaymentIntent, card: Stripe.PaymentMethod, isApproved: boolean): PageAnswer {
  const back = intent.next_action?.redirect_to_url?.return_url ?? null;
  const outcome = isApproved ? payByCard(unit, intent, card, { offSession: false, isChallenged: true, nextAction: null, save: isToBeSaved(intent) }) : abandonAction(unit, intent);
  if (back === null) return page(200, over());
  const address = new URL(back);
  address.searchParams.set("payment_intent", intent.id);
  address.searchParams.set("payment_intent_client_secret", intent.client_secret ?? "");
  address.searchParams.set("redirect_status", outcome.kind === "succeeded" ? "succeeded" : "failed");
  return { status: 303, type: "redirect", content: address.href };
}

const page = (status: number, content: string): PageAnswer => ({ status, type: "html", content });
const over = () => noticePage({ title: "验证已结束", text: "可以关闭这个页面，回到商户查看结果。", link: null });
