/** The part of autocannon that is used here; it brings no types of its own. */
declare module "autocannon" {
  interface Request {
    readonly method: "POST" | "PATCH";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer | string;
  }
  interface Options extends Partial<Request> {
    readonly url: string;
    readonly connections: number;
    /** Requests in all. */
    readonly amount: number;
    /** Sent in turns. */
    readonly requests?: readonly (Request & { readonly path: string })[];
    readonly sampleInt: number;
  }
  interface Result {
    readonly "2xx": number;
    readonly non2xx: number;
    readonly errors: number;
    /** Seconds. */
    readonly duration: number;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
