import description from "@/server/provisioning/ap-interface.openapi.json";

/** IN4: the interface between the portal and application providers, for whoever builds a provider's side of it. */
export function GET(): Response {
  return Response.json(description, { headers: { "cache-control": "public, max-age=300" } });
}
