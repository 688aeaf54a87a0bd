/** The import rules of the house (docs/architecture.md), held as errors. */
const service = "\\.service\\.ts$";
const rules = [
  { name: "kernel-imports-nothing-of-ours", from: { path: "^server/kernel/", pathNot: "\\.test\\.ts$" }, to: { path: "^(server|app|components|messages|prisma)/", pathNot: "^server/kernel/" } },
  { name: "pages-reach-data-through-callers", from: { path: "^app/", pathNot: "(^app/api/|/route\\.ts$|\\.test\\.ts$)" }, to: { path: `(${service}|^server/db\\.ts$|^server/generated/)` } },
  { name: "components-import-no-server-code", from: { path: "^components/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^server/", pathNot: "(\\.(schema|rules|words)\\.ts$|^server/kernel/|^server/platforms/(paths|provinces\\.data)|^server/root\\.ts$|^server/public-caller\\.ts$|^server/generated/prisma/enums)", dependencyTypesNot: ["type-only"] } },
  // Words are as generic as letters: every part may say them.
  { name: "ui-is-generic", from: { path: "^components/ui/" }, to: { path: "^(components/(?!ui/|say/)|server/|messages/)" } },
  { name: "patterns-know-ui-and-kernel", from: { path: "^components/patterns/" }, to: { path: "^(components/(?!ui/|patterns/|say/)|server/(?!kernel/)|messages/)" } },
  { name: "rules-and-schemas-are-pure", from: { path: "^server/[^/]+/[^/]+\\.(rules|schema)\\.ts$" }, to: { path: `(${service}|^server/(db|queue|session|context|env|trpc)\\.ts$|^app/|^components/|^server/generated/prisma/client)`, dependencyTypesNot: ["type-only"] } },
  { name: "routers-are-thin", from: { path: "\\.router\\.ts$" }, to: { path: "^(server/generated|server/db\\.ts|app/|components/)", dependencyTypesNot: ["type-only"] } },
  { name: "server-knows-no-screen", from: { path: "^server/" }, to: { path: "^(app|components)/" } },
  { name: "production-code-imports-no-test-code", from: { path: "^(app|components|server)/", pathNot: "\\.test\\.tsx?$" }, to: { path: "^(e2e|scripts)/" } },
  { name: "no-circles", from: { pathNot: "^server/generated/" }, to: { circular: true, pathNot: "^server/generated/", viaOnly: { dependencyTypesNot: ["type-only"] } } },
];
module.exports = {
  forbidden: rules.map((rule) => ({ severity: "error", ...rule })),
  options: { doNotFollow: { path: "node_modules|server/generated" }, tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true, exclude: { path: "\\.next/|server/generated/prisma/(?!client\\.ts|enums\\.ts)" } },
};
