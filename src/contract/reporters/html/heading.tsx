import type { ComponentChildren } from "preact";

/** A heading as deep as its place on the page demands. */
export function Heading({
  level,
  children,
}: {
  readonly level: HeadingLevel;
  readonly children: ComponentChildren;
}) {
  const Tag = `h${level}` as const;
  return <Tag>{children}</Tag>;
}

export type HeadingLevel = 1 | 2 | 3 | 4;
