import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import { Injectable, UnauthorizedException } from "@nestjs/common";

export interface FeishuMessage {
  type?: string;
  token?: string;
  challenge?: string;
  header?: { event_id?: string; event_type?: string; token?: string };
  event?: { scope_id?: string };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest();

@Injectable()
export class FeishuService {
  private readonly encryptKey = process.env.APP_ENCRYPT_KEY ?? "";
  private readonly verificationToken = process.env.APP_VERIFICATION_TOKEN ?? "";

  open(body: Buffer | undefined): FeishuMessage {
    try {
      const { encrypt } = JSON.parse(body?.toString("utf8") ?? "");
      const bytes = Buffer.from(encrypt, "base64");
      const key = sha256(this.encryptKey);
      const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
    } catch {
      throw new UnauthorizedException();
    }
  }

  verifySignature(headers: Record<string, string | undefined>, body: Buffer) {
    const timestamp = headers["x-lark-request-timestamp"] ?? "";
    const expected = createHash("sha256")
      .update(timestamp + (headers["x-lark-request-nonce"] ?? "") + this.encryptKey)
      .update(body)
      .digest("hex");
    const age = Math.abs(Date.now() / 1000 - Number(timestamp));
    const isFresh = age < 8 * 3600;
    if (!isFresh || !same(headers["x-lark-signature"], expected)) throw new UnauthorizedException();
  }

  verifyToken(token: unknown) {
    if (!same(token, this.verificationToken)) throw new UnauthorizedException();
  }
}

const same = (left: unknown, right: string) => timingSafeEqual(sha256(String(left)), sha256(right));
