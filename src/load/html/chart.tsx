import type { ComponentChildren } from "preact";
import type { Scale } from "./chart-scale.js";

/** One unit is one CSS pixel where the page is as wide as it gets. */
export const frame = { width: 1000, left: 70, right: 24, top: 16, bottom: 44 } as const;

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export interface ChartProps {
  readonly height: number;
  /** Read aloud in place of the picture. */
  readonly label: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xTitle: string;
  readonly children: ComponentChildren;
}

/** Axes with their units, a grid, and what is drawn on it. */
export function Chart({ height, label, x, y, xTicks, yTicks, xTitle, children }: ChartProps) {
  const { width, left, right, bottom } = frame;
  const floor = height - bottom;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <g class="grid">
        {yTicks.map(({ value }) => (
          <line key={value} x1={left} x2={width - right} y1={px(y(value))} y2={px(y(value))} />
        ))}
      </g>
      <g class="axis">
        {yTicks.map((tick) => (
          <text key={tick.value} x={left - 10} y={px(y(tick.value) + 4)} text-anchor="end">
            {tick.label}
          </text>
        ))}
        {xTicks.map((tick) => (
          <g key={tick.value}>
            <line x1={px(x(tick.value))} x2={px(x(tick.value))} y1={floor} y2={floor + 5} />
            <text x={px(x(tick.value))} y={floor + 19} text-anchor="middle">
              {tick.label}
            </text>
          </g>
        ))}
        <line x1={left} x2={width - right} y1={floor} y2={floor} />
        <text class="axis-title" x={(left + width - right) / 2} y={height - 6} text-anchor="middle">
          {xTitle}
        </text>
      </g>
      {children}
    </svg>
  );
}

/** A tenth of a pixel is nothing to the eye, and much in the file. */
export const px = (value: number): number => Math.round(value * 10) / 10;

/** A line through the points, in their order. */
export const pathThrough = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${px(x)} ${px(y)}`).join("");
