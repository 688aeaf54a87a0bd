/** The tRPC family of each code that a service throws on purpose. The screen translates the code, never a message. */
export const errorFamilies = {
  NOT_SIGNED_IN: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  BAD_ORIGIN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CHANGED_MEANWHILE: "CONFLICT",
  KEY_IN_FLIGHT: "CONFLICT",
  KEY_REUSED: "UNPROCESSABLE_CONTENT",
  RULE_REFUSED: "UNPROCESSABLE_CONTENT",
  FIELDS_REFUSED: "UNPROCESSABLE_CONTENT",
  PRICE_CHANGED: "CONFLICT",
  BALANCE_TOO_LOW: "UNPROCESSABLE_CONTENT",
  CLAIMED_BY_OTHER: "CONFLICT",
  CLAIM_NEEDED: "CONFLICT",
  ALREADY_DECIDED: "CONFLICT",
  OWN_WORK: "FORBIDDEN",
  CODE_WRONG: "UNPROCESSABLE_CONTENT",
  CODE_EXPIRED: "UNPROCESSABLE_CONTENT",
  TOO_MANY_TRIES: "TOO_MANY_REQUESTS",
  SIGN_IN_REFUSED: "UNAUTHORIZED",
  SECOND_FACTOR_MISSING: "UNAUTHORIZED",
  SECOND_STEP_NEEDED: "UNAUTHORIZED",
  PROOF_NEEDED: "FORBIDDEN",
  VIEW_ONLY: "FORBIDDEN",
  POLICY_OWED: "FORBIDDEN",
  PASSKEY_REFUSED: "UNPROCESSABLE_CONTENT",
  FILE_REFUSED: "UNPROCESSABLE_CONTENT",
  OUTSIDE_SYSTEM_DOWN: "SERVICE_UNAVAILABLE",
  BUSY: "SERVICE_UNAVAILABLE",
} as const;

export type ErrorCode = keyof typeof errorFamilies;
/** Facts for the screen; never a stack, SQL or another company's data. `fields` maps a field's path to a message code. */
export type ErrorDetails = { fields?: Record<string, string>; reasons?: string[]; retryAfterSeconds?: number };

/** The only thing a service throws on purpose. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(code);
    this.name = "AppError";
  }
}

/** Refuses a form with a message at one field. */
export function fieldError(field: string, message: string): AppError {
  return new AppError("FIELDS_REFUSED", { fields: { [field]: message } });
}
