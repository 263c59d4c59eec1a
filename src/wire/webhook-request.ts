/** One header as it stands on the wire: name in its own case, value. Order matters. */
export type RawHeader = readonly [name: string, value: string];

/**
 * One HTTP request as Feishu would send it, complete but for `Host`, which the channel puts first
 * because only it knows the target.
 */
export interface WebhookRequest {
  readonly method: string;
  /** In wire order, without Host. Content-Length is among them. */
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  /** What the body says in clear: the body itself, or what was encrypted. */
  readonly plaintext: string;
}
