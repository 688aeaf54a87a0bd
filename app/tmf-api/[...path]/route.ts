import { serveTmf } from "@/server/tmf/serve.service";

type Context = { params: Promise<{ path: string[] }> };

/** The TM Forum Open APIs (IN7), only where the API is at home; a method that a resource does not have is a 405 of ours, with a body. */
const handle = async (request: Request, { params }: Context): Promise<Response> => serveTmf(request, (await params).path);

export { handle as GET, handle as HEAD, handle as POST, handle as PUT, handle as PATCH, handle as DELETE, handle as OPTIONS };
export const dynamic = "force-dynamic";
