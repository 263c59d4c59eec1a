import type { OpenAPIV3_1 } from "openapi-types";
import { createOpenApiDocument } from "./event/reserve-config/openapi.js";
import { openApiOfOperations } from "./open-api/openapi.js";
import { gatewayOpenApi } from "./gateway/openapi.js";

/** The whole OpenAPI 3.1 document: what Feishu posts to a receiver, and what this package serves itself. */
export function createWholeOpenApi(): OpenAPIV3_1.Document {
  const { paths, schemas, securitySchemes } = openApiOfOperations;
  return createOpenApiDocument({
    paths: { ...gatewayOpenApi.paths, ...paths },
    schemas: { ...gatewayOpenApi.schemas, ...schemas },
    securitySchemes,
  });
}
