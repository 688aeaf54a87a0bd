/** What OpenNext makes of the public pages; it stands in the built copy of the house only (scripts/support/edge-build.ts). */
declare module "*/.open-next/worker.js" {
  const handler: { fetch: (request: Request, env: unknown, context: unknown) => Promise<Response> };
  export default handler;
}
