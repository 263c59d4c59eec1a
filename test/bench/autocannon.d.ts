/** The part of autocannon that is used here; it brings no types of its own. */
declare module "autocannon" {
  interface Options {
    readonly url: string;
    readonly method: "POST";
    readonly connections: number;
    /** Requests in all. */
    readonly amount: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
    readonly sampleInt: number;
  }
  interface Result {
    readonly "2xx": number;
    readonly non2xx: number;
    readonly errors: number;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
