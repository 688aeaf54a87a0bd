import type { ApiRoute } from "../wire/route";
import { sessionRoutes } from "./checkout-sessions";
import { customerRoutes, paymentMethodRoutes } from "./customers";
import { eventRoutes } from "./events";
import { balanceRoutes, chargeRoutes, disputeRoutes, refundRoutes, setupIntentRoutes } from "./money";
import { paymentIntentRoutes } from "./payment-intents";

/** Everything the stand-in answers under `/v1`. */
export const apiRoutes: readonly ApiRoute[] = [
  ...sessionRoutes,
  ...paymentIntentRoutes,
  ...setupIntentRoutes,
  ...paymentMethodRoutes,
  ...customerRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...balanceRoutes,
  ...disputeRoutes,
  ...eventRoutes,
];
