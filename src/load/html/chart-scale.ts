/** Where a value lies on an axis of a chart. */
export type Scale = (value: number) => number;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** @param pixels where the ends of `values` lie; `from` may be the greater, as on an axis that goes up */
export function linearScale(values: Span, pixels: Span): Scale {
  const range = values.to - values.from || 1;
  return (value) => pixels.from + ((value - values.from) / range) * (pixels.to - pixels.from);
}

export function logScale(values: Span, pixels: Span): Scale {
  const scale = linearScale({ from: Math.log10(values.from), to: Math.log10(values.to) }, pixels);
  return (value) => scale(Math.log10(Math.min(values.to, Math.max(values.from, value))));
}

/** Round values from 0 to beyond the greatest, about five of them. */
export function linearTicks(greatest: number): number[] {
  const rough = Math.max(greatest, 1e-9) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * size >= rough) ?? 10) * size;
  const count = Math.max(1, Math.ceil(greatest / step));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** 1, 2, 5, 10, …: the last below or at the least value to the first above or at the greatest. */
export function logTicks({ from, to }: Span): number[] {
  const ticks: number[] = [];
  for (let size = 10 ** Math.floor(Math.log10(from)); ; size *= 10) {
    for (const step of [1, 2, 5]) {
      const tick = Number((step * size).toPrecision(6));
      if (tick <= from) ticks.length = 0;
      ticks.push(tick);
      if (tick >= to && ticks.length > 1) return ticks;
    }
  }
}
