import { NestFactory } from "@nestjs/core";
import type { NestExpressApplication } from "@nestjs/platform-express";
import { AppModule } from "./app.module";

async function bootstrap() {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    rawBody: true,
    logger: ["error"],
  });
  app.useBodyParser("json", { limit: "1mb" });
  app.setGlobalPrefix("api");
  await app.listen(process.env.PORT ?? 3000);
}

bootstrap();
