import type { AppError, ErrorCode } from "../kernel/errors";

/** TM Forum's own error codes with the HTTP status that goes with each. */
const statuses = {
  "1": 500, "2": 422, "3": 409, "4": 412, "5": 503,
  "20": 400, "21": 400, "22": 400, "23": 400, "24": 400, "25": 400, "26": 415, "27": 400, "28": 400,
  "40": 401, "41": 401, "42": 401, "50": 403, "51": 403, "53": 429, "60": 404, "61": 405, "62": 501,
} as const;
export type TmfCode = keyof typeof statuses;

const reasons: Record<TmfCode, string> = {
  "1": "Internal error", "2": "Unprocessable", "3": "Conflict with the current state", "4": "Precondition failed", "5": "Temporarily unavailable",
  "20": "Bad URL parameter", "21": "Missing body", "22": "Invalid body", "23": "Missing body field", "24": "Invalid body field", "25": "Missing header", "26": "Unsupported media type", "27": "Missing query parameter", "28": "Invalid query parameter",
  "40": "Missing credentials", "41": "Invalid credentials", "42": "Expired credentials", "50": "Access denied", "51": "Forbidden requester", "53": "Too many requests", "60": "Resource not found", "61": "Method not allowed", "62": "Not implemented",
};

/** Why a call was refused, as the caller reads it. `headers` go with the answer: Allow, Retry-After and the like. */
export class TmfError extends Error {
  readonly status: number;
  constructor(
    readonly code: TmfCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "TmfError";
    this.status = statuses[code];
  }
}

/** The error body of TMF630: code and reason always, message for people who build the client. */
export function errorBody({ code, status, message }: TmfError) {
  return { code, reason: reasons[code], message, status: `${status}-${code}`, "@type": "Error" };
}

/** What the use cases refuse, in TM Forum's codes. */
const ofApp = {
  NOT_SIGNED_IN: "41", FORBIDDEN: "50", VIEW_ONLY: "50", POLICY_OWED: "50", BAD_ORIGIN: "50", NOT_FOUND: "60", CHANGED_MEANWHILE: "3", KEY_IN_FLIGHT: "3", KEY_REUSED: "3", RULE_REFUSED: "2", FIELDS_REFUSED: "24", PRICE_CHANGED: "3", BALANCE_TOO_LOW: "2",
  CLAIMED_BY_OTHER: "3", CLAIM_NEEDED: "3", ALREADY_DECIDED: "3", OWN_WORK: "50", CODE_WRONG: "2", CODE_EXPIRED: "2", TOO_MANY_TRIES: "53", SIGN_IN_REFUSED: "41", SECOND_FACTOR_MISSING: "41", SECOND_STEP_NEEDED: "41", PROOF_NEEDED: "41", PASSKEY_REFUSED: "41", FILE_REFUSED: "2", OUTSIDE_SYSTEM_DOWN: "5", BUSY: "5",
} as const satisfies Record<ErrorCode, TmfCode>;

/** A use case's refusal as the caller reads it, with every reason and field that it names. */
export function ofAppError({ code, details }: AppError): TmfError {
  const said = [code, ...(details.reasons ?? []), ...Object.entries(details.fields ?? {}).map(([field, problem]) => `${field}: ${problem}`)].join("; ");
  return new TmfError(ofApp[code], said, details.retryAfterSeconds === undefined ? {} : { "retry-after": String(details.retryAfterSeconds) });
}
