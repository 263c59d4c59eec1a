import {
  BadRequestException,
  Controller,
  Headers,
  HttpCode,
  Post,
  type RawBodyRequest,
  Req,
} from "@nestjs/common";
import type { Request } from "express";
import { FeishuService } from "./feishu.service";
import { HandledEvents } from "./handled-events";

@Controller("feishu")
export class FeishuController {
  constructor(
    private readonly feishu: FeishuService,
    private readonly handled: HandledEvents,
  ) {}

  @Post("webhook")
  @HttpCode(200)
  receive(
    @Req() request: RawBodyRequest<Request>,
    @Headers() headers: Record<string, string | undefined>,
  ) {
    const message = this.feishu.open(request.rawBody);
    if (message.type === "url_verification") {
      this.feishu.verifyToken(message.token);
      return { challenge: message.challenge };
    }
    this.feishu.verifySignature(headers, request.rawBody ?? Buffer.alloc(0));
    this.feishu.verifyToken(message.header?.token);
    if (typeof message.header?.event_id !== "string") throw new BadRequestException();
    if (message.header.event_type === "vc.reserve_config.updated_v1") {
      this.handled.once(message.header.event_id, () =>
        console.log("limits changed:", message.event?.scope_id, message.header?.event_id),
      );
    }
    return {};
  }
}
