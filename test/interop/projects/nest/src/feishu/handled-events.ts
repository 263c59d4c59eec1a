import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { Injectable } from "@nestjs/common";

@Injectable()
export class HandledEvents {
  private readonly file = process.env.RECEIVER_STATE ?? "handled-events.txt";
  private readonly ids = new Set(
    existsSync(this.file) ? readFileSync(this.file, "utf8").split("\n") : [],
  );

  once(id: string, act: () => void) {
    if (this.ids.has(id)) return;
    this.ids.add(id);
    appendFileSync(this.file, `${id}\n`);
    act();
  }
}
