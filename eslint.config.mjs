import tseslint from "typescript-eslint";
import hooks from "eslint-plugin-react-hooks";
import a11y from "eslint-plugin-jsx-a11y";

const now = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Business time comes from scope.now(), which tests and the demo can move." },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Business time comes from scope.now(), which tests and the demo can move." },
];
const whole = "Money is whole fen in bigint; no float may touch it.";
// Sent before the page is awake, a form without a method puts what was typed, a password too, into the address.
const forms = [{ selector: "JSXOpeningElement[name.name='form']:has(JSXAttribute[name.name='onSubmit']):not(:has(JSXAttribute[name.name='method'])):not(:has(JSXAttribute[name.name='role']))", message: "A form that a script sends says method=\"post\"." }];
const parsed = [
  { selector: "CallExpression[callee.name='parseFloat']", message: whole },
  { selector: "CallExpression[callee.property.name='parseFloat']", message: whole },
];
const floats = [
  ...parsed,
  { selector: "CallExpression[callee.name='Number'][arguments.0.name=/(^f|F)en$/]", message: whole },
  { selector: "CallExpression[callee.name='Number'][arguments.0.property.name=/(^f|F)en$/]", message: whole },
  { selector: "UnaryExpression[operator='+'][argument.name=/(^f|F)en$/]", message: whole },
  { selector: "UnaryExpression[operator='+'][argument.property.name=/(^f|F)en$/]", message: whole },
];
const rawSql = [{ selector: "MemberExpression[property.name=/^\\$(queryRaw|executeRaw)/]", message: "Raw SQL could set the scope: it stays in the few files listed in eslint.config.mjs." }];

export default tseslint.config(
  { ignores: ["node_modules/", ".next/", ".data/", ".edge/", "server/generated/", "next-env.d.ts"] },
  ...tseslint.configs.recommended,
  { files: ["{app,components}/**/*.{ts,tsx}"], plugins: { "react-hooks": hooks }, rules: { ...hooks.configs.recommended.rules } },
  { files: ["**/*.tsx"], ...a11y.flatConfigs.recommended },
  // Generic primitives get their content from whoever uses them; a table that becomes cards needs its roles said aloud.
  { files: ["components/ui/**"], rules: { "jsx-a11y/anchor-has-content": "off", "jsx-a11y/no-redundant-roles": "off" } },
  // A prerendered page learns the address's words only in the browser.
  { files: ["components/storefront/catalogue-search.tsx", "components/storefront/compare-plans.tsx", "components/national/province-finder.tsx"], rules: { "react-hooks/set-state-in-effect": "off" } },
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", ...rawSql, ...parsed, ...forms],
    },
  },
  // Promise 10: on the server no sum ever becomes a number. A screen may, for the width of a bar.
  { files: ["server/**/*.ts"], rules: { "no-restricted-syntax": ["error", ...rawSql, ...floats] } },
  // Business rules and use cases: the clock is the scope's.
  { files: ["server/{ordering,review,inventory,ledger,catalog,billing,payments,usage}/**/*.{service,rules}.ts"], // The province's billing system lives by its own calendar, which no moved clock moves.
    ignores: ["**/*.test.ts", "server/catalog/storefront.service.ts", "server/payments/province.service.ts"], rules: { "no-restricted-syntax": ["error", ...rawSql, ...now, ...floats] } },
  // The provider's library takes a sum as a number; each is far below what a double holds exactly.
  { files: ["server/payments/stripe*.port.ts"], rules: { "no-restricted-syntax": ["error", ...rawSql, ...parsed] } },
  // Settings are parsed once.
  { files: ["server/**/*.ts", "components/**/*.{ts,tsx}", "app/**/*.{ts,tsx}"], ignores: ["server/env.ts", "server/log.ts", "server/portal-origin.ts", "server/crash-point.ts", "**/*.test.ts"], rules: { "no-restricted-properties": ["error", { object: "process", property: "env", message: "Settings come from server/env.ts." }] } },
  // The few files that need raw SQL, each for a lock, a counter, a proof, very many rows at once or the scope itself.
  { files: ["server/db.ts", "server/newest-page.ts", "server/queue.ts", "server/audit/audit.service.ts", "server/platforms/{number,limit,health,deep-check}.service.ts", "server/ledger/{proof,billing-movement}.service.ts", "server/operation/figure.service.ts", "server/billing/{run,compute,write}.service.ts", "server/usage/record.service.ts", "server/tmf/{outbox,order-total}.service.ts", "server/changes/together.service.ts", "server/catalog/picture-end.service.ts"], rules: { "no-restricted-syntax": ["error", ...floats] } },
  { files: ["scripts/**", "edge/serve.mjs", "e2e/**", "prisma/**", "*.config.*"], rules: { "no-console": "off", "no-restricted-syntax": "off", "no-restricted-properties": "off" } },
);
