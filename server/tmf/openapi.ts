import { apiScopes, machineApis, TOKEN_SECONDS } from "../machine/machine.rules";
import { resourcesOf } from "./apis";
import type { Resource } from "./resource";

type Api = (typeof machineApis)[number];
type Json = Record<string, unknown>;

const typeOf = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;
const answer = (description: string, schema?: Json): Json => ({ description, ...(schema ? { content: { "application/json": { schema } } } : {}) });
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const failures = (...statuses: number[]): Json => Object.fromEntries([...statuses, 401, 403, 429, 500, 503].sort().map((status) => [status, { $ref: "#/components/responses/Refused" }]));
const inQuery = (name: string, description: string, type = "string"): Json => ({ name, in: "query", required: false, description, schema: { type } });
const byId: Json = { name: "id", in: "path", required: true, schema: { type: "string" } };

const paging = [inQuery("fields", "First-level attributes, with commas; none: id and href alone"), inQuery("sort", "Attributes with commas, - before one for descending"), inQuery("offset", "Asks for a part: how many to pass over", "integer"), inQuery("limit", "Asks for a part: how many, at most 500", "integer")];

function operations(api: Api, resource: Resource): Record<string, Json> {
  const type = typeOf(resource.name);
  const thing: Json = { type: "object", description: `${type} of TMF${api.number}, in the form of TM Forum's own file` };
  const allowed = (verb: "read" | "write"): Json => ({ security: [{ clientCredentials: [`tmf${api.number}:${resource.name === "hub" ? "read" : verb}`] }], tags: [`TMF${api.number}`] });
  const path = `/tmf-api/${api.path}/v4/${resource.name}`;
  const filters = resource.searchable.map((name) => inQuery(name, "A filter of TMF630; operators by suffix .gt .gte .lt .lte .eq .regex or by symbol"));
  const body = (media: string): Json => ({ required: true, content: { [media]: { schema: thing } } });
  return {
    [path]: {
      get: { operationId: `list${api.number}${type}`, summary: `Lists ${resource.name}`, ...allowed("read"), parameters: [...paging, ...filters], responses: { 200: answer("All that match", { type: "array", items: thing }), 206: answer("The part that was asked for", { type: "array", items: thing }), ...failures(400) } },
      ...(resource.create ? { post: { operationId: `create${api.number}${type}`, summary: `Creates ${resource.name}`, ...allowed("write"), requestBody: body("application/json"), responses: { 201: answer("As it stands now", thing), ...failures(400, 409, 415, 422) } } } : {}),
    },
    [`${path}/{id}`]: {
      get: { operationId: `retrieve${api.number}${type}`, summary: `Reads one ${resource.name}`, ...allowed("read"), parameters: [byId, paging[0]], responses: { 200: answer("As it stands now", thing), 304: answer("Unchanged since the tag of If-None-Match"), ...failures(400, 404) } },
      ...(resource.patch ? { patch: { operationId: `patch${api.number}${type}`, summary: `Changes ${resource.name} by a merge patch (RFC 7396)`, ...allowed("write"), parameters: [byId], requestBody: body("application/merge-patch+json"), responses: { 200: answer("As it stands now", thing), ...failures(400, 404, 409, 412, 415, 422) } } } : {}),
      ...(resource.remove ? { delete: { operationId: `delete${api.number}${type}`, summary: `Ends ${resource.name}`, ...allowed("write"), parameters: [byId], responses: { 204: answer("Ended"), ...failures(404, 412) } } } : {}),
    },
  };
}

/** IN6: what the machine interface serves, out of the routes themselves; docs/openapi.json is the same, and a test compares them. */
export function openApi(): Json {
  return {
    openapi: "3.0.3",
    info: { title: "宽带商务 machine interface", version: "4", description: "TM Forum Open APIs v4 for one platform, which the client's token names. Filters, paging, errors and events follow TMF630." },
    paths: Object.assign({}, ...machineApis.flatMap((api) => resourcesOf(api.number).map((resource) => operations(api, resource)))) as Json,
    components: {
      securitySchemes: { clientCredentials: { type: "oauth2", description: `Tokens live ${TOKEN_SECONDS} seconds`, flows: { clientCredentials: { tokenUrl: "/oauth2/token", scopes: Object.fromEntries(apiScopes.map((scope) => [scope, `${scope.endsWith("write") ? "Reads and writes" : "Reads"} TMF${scope.slice(3, 6)}`])) } } } },
      responses: { Refused: answer("TM Forum's error", ref("Error")) },
      schemas: { Error: { type: "object", required: ["code", "reason"], properties: Object.fromEntries(["code", "reason", "message", "status", "referenceError", "@type"].map((name) => [name, { type: "string" }])) } },
    },
  };
}
