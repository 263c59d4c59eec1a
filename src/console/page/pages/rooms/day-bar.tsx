import { words } from "../../words.js";
import { timeText } from "./day-time.js";

const day = 86_400;
const hours = Array.from({ length: 25 }, (_, hour) => hour);

const percent = (seconds: number): string => `${((seconds / day) * 100).toFixed(3)}%`;

/** Names of hours at the edges stay inside. */
const anchorOf = (hour: number): "start" | "middle" | "end" => {
  if (hour === 0) return "start";
  return hour === 24 ? "end" : "middle";
};

interface DayBarProps {
  readonly isOn: boolean;
  /** Seconds since midnight, as the next two. */
  readonly start: number;
  readonly end: number;
  readonly opening: number;
}

/** The day from 0 to 24 h, with the part of it that can be booked. */
export function DayBar({ isOn, start, end, opening }: DayBarProps) {
  const w = words.value.rooms;
  const [from, to] = isOn ? [start, end] : [0, day];
  const text = isOn ? w.day(timeText(start), timeText(end)) : w.dayOff;
  const label = `${timeText(from)}–${timeText(to)}`;
  const isWide = to - from >= day / 5;
  return (
    <svg class="day" width="100%" height="74" role="img" aria-label={text}>
      <rect class="day-all" x="0" y="20" width="100%" height="26" rx="5" />
      <rect
        class={isOn ? "day-open" : "day-open is-off"}
        x={percent(from)}
        y="20"
        width={percent(Math.max(0, to - from))}
        height="26"
        rx="5"
      />
      {isWide && (
        <text class="day-label" x={percent((from + to) / 2)} y="38" text-anchor="middle">
          {isOn ? label : w.unlimited}
        </text>
      )}
      {hours.map((hour) => (
        <g key={hour} class={hour % 6 === 0 ? "day-hour" : "day-hour is-minor"}>
          <line
            x1={percent(hour * 3600)}
            x2={percent(hour * 3600)}
            y1="46"
            y2={hour % 3 === 0 ? "54" : "50"}
          />
          {hour % 3 === 0 && (
            <text x={percent(hour * 3600)} y="68" text-anchor={anchorOf(hour)}>
              {String(hour).padStart(2, "0")}:00
            </text>
          )}
        </g>
      ))}
      {isOn && (
        <g class="day-opening">
          <line x1={percent(opening)} x2={percent(opening)} y1="14" y2="46" />
          <text
            x={percent(opening)}
            y="11"
            text-anchor={opening > day * 0.8 ? "end" : opening < day * 0.2 ? "start" : "middle"}
          >
            {w.opensAt(timeText(opening))}
          </text>
        </g>
      )}
    </svg>
  );
}
