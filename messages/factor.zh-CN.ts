/** What a sign-in, its second step or a change of either may be refused with. */
export const factorErrorWords = {
  CODE_WRONG: "验证码不正确。",
  CODE_EXPIRED: "验证码已过期，请重新获取。",
  TOO_MANY_TRIES: "尝试次数过多，请稍后再试。",
  SECOND_FACTOR_MISSING: "这个帐号还没有设置动态口令，请先完成首次登录设置。",
  SECOND_STEP_NEEDED: "还差一步：请完成两步验证。",
  PASSKEY_REFUSED: "通行密钥没有通过验证，请重试或换一种方式。",
  PROOF_NEEDED: "请先确认是您本人，再更改登录方式。",
  SIGN_IN_REFUSED: "帐号或密码不正确。",
} as const;
