import type { Language } from "../../base/text.js";
import { formatMsTick } from "../format-measure.js";
import type { LoadReport } from "../load-report.js";
import { loadTexts } from "../load-texts.js";
import { Chart, frame, pathThrough, px, type Tick } from "./chart.js";
import { linearScale, logScale, logTicks } from "./chart-scale.js";

const height = 340;

/** The latency by percentile: each step to the right is ten times as rare, and both axes are logarithmic. */
export function LatencyCurve({ report, language }: { report: LoadReport; language: Language }) {
  const { curve, thresholds } = report;
  const limits = thresholds.filter(({ metric }) => metric !== "ok" && metric !== "rate");
  const count = report.counts.ok + report.counts.failed;
  const all = [...curve.map(({ ms }) => ms), ...limits.map(({ limit }) => limit)];
  const values = all.filter((ms) => ms > 0);
  if (values.length === 0) return null;
  const yTicks = logTicks({ from: Math.min(...values), to: Math.max(...values) });
  const greatest = Math.max(1, Math.log10(count));
  const x = linearScale(
    { from: 0, to: greatest },
    { from: frame.left, to: frame.width - frame.right },
  );
  const y = logScale(
    { from: yTicks[0] ?? 1, to: yTicks.at(-1) ?? 10 },
    { from: height - frame.bottom, to: frame.top },
  );
  const points = curve.map(({ percentile, ms }) => {
    const rarity = percentile >= 100 ? greatest : rarityOf(percentile);
    return [x(Math.min(greatest, rarity)), y(ms)] as const;
  });
  const line = pathThrough(points);
  const floor = height - frame.bottom;
  return (
    <Chart
      height={height}
      label={loadTexts("latency-curve").in(language)}
      x={x}
      y={y}
      xTicks={percentileTicks(greatest)}
      yTicks={yTicks.map((value) => ({ value, label: formatMsTick(value) }))}
      xTitle={loadTexts("percentile").in(language)}
    >
      <path
        class="area"
        d={`${line}L${px(points.at(-1)?.[0] ?? 0)} ${floor}L${frame.left} ${floor}Z`}
      />
      <path class="line" d={line} />
      {limits.map(({ written, limit, holds }) => (
        <g key={written} class={holds ? "limit" : "limit broken"}>
          <line
            x1={frame.left}
            x2={frame.width - frame.right}
            y1={px(y(limit))}
            y2={px(y(limit))}
          />
          <text x={frame.left + 8} y={px(y(limit) - 6)}>
            {written}
          </text>
        </g>
      ))}
    </Chart>
  );
}

/** 0 for 0 %, 1 for 90 %, 2 for 99 %. */
const rarityOf = (percentile: number): number => -Math.log10(1 - percentile / 100);

function percentileTicks(greatest: number): Tick[] {
  const percentiles = [0, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999];
  return percentiles
    .filter((each) => rarityOf(each) <= greatest + 0.01)
    .map((each) => ({ value: rarityOf(each), label: each === 0 ? "0" : `p${each}` }));
}
