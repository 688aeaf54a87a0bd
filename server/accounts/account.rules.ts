/** AI1: 6 to 20 letters, digits or underscores, not starting with an underscore; case is kept and significant. */
export function isAccountName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_]{5,19}$/.test(name);
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The 18th character of a unified social credit code (GB 32100: mod 31 over weighted values), or null for a bad body. */
export function creditCheckCharacter(body: string): string | null {
  if (body.length !== 17) return null;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const value = creditAlphabet.indexOf(body.charAt(index));
    if (value < 0) return null;
    sum += value * (creditWeights[index] ?? 0);
  }
  return creditAlphabet.charAt((31 - (sum % 31)) % 31);
}

/** True for an 18-character unified social credit code whose check character is right. */
export function isCreditCode(code: string): boolean {
  return code.length === 18 && creditCheckCharacter(code.slice(0, 17)) === code.charAt(17);
}

/** The commonest passwords of published breaches, and this product's own names (AI15). */
const breached = new Set(
  "123456789012 1234567890 12345678910 password123 password1234 qwertyuiop qwerty123456 1q2w3e4r5t 1qaz2wsx3edc aa123456789 a123456789 woaini1314 woaini520 5201314520 abc123456789 abcd123456 1234567890a q1w2e3r4t5 zxcvbnm123 asdfghjkl123 iloveyou123 admin123456 administrator kuandaishangwu 0123456789 1111111111 0000000000 8888888888 6666666666 11223344556 987654321000 9876543210".split(" "),
);

export type PasswordProblem = "passwordTooShort" | "passwordTooLong" | "passwordBreached" | "passwordLikeName";

/** AI15: length and breach list; no composition rules, which only make passwords worse. */
export function passwordProblem(password: string, names: readonly string[] = []): PasswordProblem | null {
  if (password.length < 10) return "passwordTooShort";
  if (password.length > 128) return "passwordTooLong";
  const plain = password.toLowerCase();
  if (breached.has(plain) || new Set(plain).size <= 3) return "passwordBreached";
  return names.some((name) => name.length >= 4 && plain.includes(name.toLowerCase())) ? "passwordLikeName" : null;
}

/** 138****0000: enough to recognise, not to call (DP4). */
export function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d{4}(\d{4})$/, "$1****$2");
}

export function maskEmail(email: string): string {
  return email.replace(/^(.)[^@]*(@.*)$/, "$1***$2");
}

/** A mainland mobile number, which can get an SMS code. */
export function isMobile(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(phone);
}

export function isEmail(email: string): boolean {
  return email.length <= 100 && /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}$/i.test(email);
}

/** Other account names to offer when one is taken; all keep to AI1. */
export function similarNames(name: string, provinceId: string): string[] {
  const stem = name.slice(0, 15);
  return [`${stem}_${provinceId.toLowerCase()}`, `${stem}88`, `${stem}01`, `${stem}_net`].filter((candidate) => isAccountName(candidate) && candidate !== name);
}
