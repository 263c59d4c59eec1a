import type { PointKind } from "./ladder-points.js";

interface LadderMarkProps {
  readonly kind: PointKind;
  readonly x: number;
  readonly y: number;
}

/** Each kind has a shape of its own, so that nobody needs the colours. */
const shapes: Readonly<Record<PointKind, string>> = {
  // A disc with a tick, a square with a cross, a diamond, a triangle, a ring with a dot, an empty ring.
  ok: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0",
  bad: "M-6-6H6V6H-6Z",
  late: "M0-8L8 0L0 8L-8 0Z",
  none: "M0-7L8 6H-8Z",
  underWay: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0",
  planned: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
};

const insides: Partial<Record<PointKind, string>> = {
  ok: "M-3.2 0.2L-0.8 2.6L3.4-2.4",
  bad: "M-2.8-2.8L2.8 2.8M-2.8 2.8L2.8-2.8",
  late: "M0-3V0.4L2 1.8",
  none: "M0-2V2M0 3.6V4.2",
  underWay: "M-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
};

export function LadderMark({ kind, x, y }: LadderMarkProps) {
  const inside = insides[kind];
  return (
    <g class={`mark ${kind}`} transform={`translate(${x} ${y})`}>
      <path class="shape" d={shapes[kind]} />
      {inside && <path class="inside" d={inside} />}
    </g>
  );
}

/** Where the receiver acted: a flag below the axis. */
export function EffectMark({ x, y, count }: { x: number; y: number; count: number }) {
  return (
    <g class="mark effect" transform={`translate(${x} ${y})`}>
      <path class="shape" d="M0-9L5 0H-5Z" />
      <text y="12" text-anchor="middle">
        ×{count}
      </text>
    </g>
  );
}
