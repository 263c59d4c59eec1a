/** Replaces secrets in anything that is printed or written to a report. */
export type Mask = (text: string) => string;

/**
 * A mask for these secrets. Very short ones are left alone: masking every "a" hides nothing and ruins the text.
 * The first four characters stay readable when at least twelve remain hidden, so that two keys can be told apart.
 */
export function createMask(secrets: readonly (string | undefined)[]): Mask {
  const hidden = [...new Set(secrets)]
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .sort((left, right) => right.length - left.length);
  return (text) =>
    hidden.reduce((masked, secret) => masked.replaceAll(secret, maskOne(secret)), text);
}

function maskOne(secret: string): string {
  return secret.length >= 16 ? `${secret.slice(0, 4)}…` : "…";
}
