import { Module } from "@nestjs/common";
import { FeishuController } from "./feishu/feishu.controller";
import { FeishuService } from "./feishu/feishu.service";
import { HandledEvents } from "./feishu/handled-events";

@Module({ controllers: [FeishuController], providers: [FeishuService, HandledEvents] })
export class AppModule {}
