import type { Language } from "../../base/text.js";
import type { LoadSecond } from "../load-measure.js";
import { loadTexts } from "../load-texts.js";
import { formatMsTick } from "../format-measure.js";
import { Chart, frame, pathThrough, px, type Tick } from "./chart.js";
import { linearScale, linearTicks, type Scale } from "./chart-scale.js";

interface OverTimeProps {
  readonly seconds: readonly LoadSecond[];
  readonly language: Language;
}

const height = 230;
const pixelsUp = { from: height - frame.bottom, to: frame.top };

const series = ["max", "p99", "p50"] as const;

/** Latency of the events that were due in each second. */
export function LatencyOverTime({ seconds, language }: OverTimeProps) {
  const ticks = linearTicks(Math.max(...seconds.map(({ max }) => max)));
  const y = linearScale({ from: 0, to: ticks.at(-1) ?? 1 }, pixelsUp);
  const x = timeScale(seconds);
  return (
    <Chart
      height={height}
      label={loadTexts("latency-axis").in(language)}
      x={x}
      y={y}
      xTicks={timeTicks(seconds)}
      yTicks={ticks.map((value) => ({ value, label: formatMsTick(value) }))}
      xTitle={loadTexts("seconds-axis").in(language)}
    >
      {series.map((name) => (
        <Series
          key={name}
          name={name}
          points={seconds.map((one) => [x(one.second + 0.5), y(one[name])])}
        />
      ))}
    </Chart>
  );
}

interface SeriesProps {
  readonly name: (typeof series)[number];
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A single second is a dot, since a line needs two. */
function Series({ name, points }: SeriesProps) {
  return (
    <>
      <path class={`line ${name}`} d={pathThrough(points)} />
      {points.length <= 60 &&
        points.map(([x, y]) => <circle key={x} class={name} cx={px(x)} cy={px(y)} r={3} />)}
    </>
  );
}

/** How many of the events that were due in each second were answered with success, and how many not. */
export function EventsOverTime({ seconds, language }: OverTimeProps) {
  const ticks = linearTicks(Math.max(...seconds.map(({ ended }) => ended)));
  const y = linearScale({ from: 0, to: ticks.at(-1) ?? 1 }, pixelsUp);
  const x = timeScale(seconds);
  return (
    <Chart
      height={height}
      label={loadTexts("rate-axis").in(language)}
      x={x}
      y={y}
      xTicks={timeTicks(seconds)}
      yTicks={ticks.map((value) => ({ value, label: value.toLocaleString("en-US") }))}
      xTitle={loadTexts("seconds-axis").in(language)}
    >
      {seconds.map(({ second, ended, failed }) => {
        const left = px(x(second + 0.1));
        const width = px(x(second + 0.9) - x(second + 0.1));
        return (
          <g key={second}>
            <Bar className="ok" left={left} width={width} from={y(0)} to={y(ended - failed)} />
            <Bar
              className="failed"
              left={left}
              width={width}
              from={y(ended - failed)}
              to={y(ended)}
            />
          </g>
        );
      })}
    </Chart>
  );
}

interface BarProps {
  readonly className: string;
  readonly left: number;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

function Bar({ className, left, width, from, to }: BarProps) {
  if (from - to < 0.05) return null;
  return <rect class={className} x={left} y={px(to)} width={width} height={px(from - to)} />;
}

const lastSecond = (seconds: readonly LoadSecond[]): number => (seconds.at(-1)?.second ?? 0) + 1;

const timeScale = (seconds: readonly LoadSecond[]): Scale =>
  linearScale(
    { from: 0, to: lastSecond(seconds) },
    { from: frame.left, to: frame.width - frame.right },
  );

function timeTicks(seconds: readonly LoadSecond[]): Tick[] {
  const last = lastSecond(seconds);
  const step = [1, 2, 5, 10, 30, 60, 120, 300, 600].find((one) => last / one <= 12) ?? 900;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => ({
    value: index * step,
    label: String(index * step),
  }));
}
