import type { DeliveryDetail } from "../../../console-state.js";
import { useSimulatedNow } from "../../parts/simulated-now.js";
import { useWidth } from "../../parts/use-width.js";
import { words } from "../../words.js";
import { EffectMark, LadderMark } from "./ladder-mark.js";
import { type LadderDrawing, ladderPoints, type PointKind, ticksOf } from "./ladder-points.js";

const margin = { left: 14, right: 44 };
const bandHeight = 100;
const gap = 18;

/** Every attempt, made and to come, on an axis to scale; the beginning once more, enlarged. */
export function Ladder({ detail }: { readonly detail: DeliveryDetail }) {
  const w = words.value.deliveries.ladder;
  const [ref, width] = useWidth<HTMLDivElement>(640);
  const isPending = detail.summary.status === "pending";
  const nowMs = useSimulatedNow(isPending);
  const drawing = ladderPoints(detail);
  const { startMs, endMs, zoomMs, points } = drawing;
  const now = isPending ? Math.max(0, nowMs - startMs) : undefined;
  const planned = points.filter(({ kind }) => kind === "planned").length;
  const height = zoomMs === undefined ? bandHeight : 2 * bandHeight + gap;
  const scale = createScale(width, endMs);
  return (
    <figure class="ladder" ref={ref}>
      <figcaption>{w.title}</figcaption>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={labelOf(drawing, planned)}
      >
        {zoomMs !== undefined && (
          <path
            class="lens"
            d={`M${scale(0)} 50H${scale(zoomMs)}L${width - margin.right} ${bandHeight + gap}H${margin.left}Z`}
          />
        )}
        <Band title={w.whole} drawing={drawing} spanMs={endMs} width={width} y={0} now={now} />
        {zoomMs !== undefined && (
          <Band
            title={w.zoom}
            drawing={drawing}
            spanMs={zoomMs}
            width={width}
            y={bandHeight + gap}
            now={now}
            isZoom
          />
        )}
      </svg>
      <Legend drawing={drawing} />
    </figure>
  );
}

interface BandProps {
  readonly title: string;
  readonly drawing: LadderDrawing;
  readonly spanMs: number;
  readonly width: number;
  readonly y: number;
  readonly now: number | undefined;
  readonly isZoom?: boolean;
}

function Band({ title, drawing, spanMs, width, y, now, isZoom = false }: BandProps) {
  const w = words.value.deliveries;
  const x = createScale(width, spanMs);
  const axis = 50;
  // What is drawn enlarged below would be a heap here: a short stroke for each is enough.
  const isHeap = (offsetMs: number): boolean =>
    !isZoom && drawing.zoomMs !== undefined && offsetMs <= drawing.zoomMs;
  const within = <T extends { readonly offsetMs: number }>(all: readonly T[]) =>
    all.filter(({ offsetMs }) => offsetMs <= spanMs);
  return (
    <g transform={`translate(0 ${y})`}>
      <text class="title" x={margin.left} y={12}>
        {title}
      </text>
      <line class="axis" x1={margin.left} x2={width - margin.right} y1={axis} y2={axis} />
      {ticksOf(spanMs, Math.max(3, Math.floor(width / 76))).map((tick) => (
        <g key={tick} class="tick" transform={`translate(${x(tick)} ${axis})`}>
          <line y1={0} y2={5} />
          <text y={44} text-anchor={tick === 0 ? "start" : "middle"} x={tick === 0 ? -6 : 0}>
            {w.duration(tick)}
          </text>
        </g>
      ))}
      {now !== undefined && now <= spanMs && (
        <g class="now" transform={`translate(${x(now)} 0)`}>
          <line y1={20} y2={axis + 8} />
          <text y={28} x={4}>
            {isHeap(now) ? "" : w.ladder.now}
          </text>
        </g>
      )}
      {within(drawing.points).map(({ attempt, kind, offsetMs }) =>
        isHeap(offsetMs) ? (
          <line
            key={attempt}
            class="heap"
            x1={x(offsetMs)}
            x2={x(offsetMs)}
            y1={axis - 7}
            y2={axis + 7}
          />
        ) : (
          <g key={attempt}>
            <LadderMark kind={kind} x={x(offsetMs)} y={axis} />
            <text class="number" x={x(offsetMs)} y={axis - 13} text-anchor="middle">
              {attempt}
            </text>
          </g>
        ),
      )}
      {within(drawing.effects).map(({ offsetMs, count }, index) =>
        isHeap(offsetMs) ? null : (
          <EffectMark key={index} x={x(offsetMs)} y={axis + 18} count={count} />
        ),
      )}
    </g>
  );
}

function Legend({ drawing }: { readonly drawing: LadderDrawing }) {
  const w = words.value.deliveries.ladder.legend;
  const kinds = [...new Set(drawing.points.map(({ kind }) => kind))];
  return (
    <ul class="legend">
      {kinds.map((kind: PointKind) => (
        <li key={kind}>
          <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
            <LadderMark kind={kind} x={0} y={0} />
          </svg>
          {w[kind]}
        </li>
      ))}
      {drawing.effects.length > 0 && (
        <li>
          <svg width="18" height="18" viewBox="-9 -13 18 18" aria-hidden="true">
            <path class="mark effect shape" d="M0-9L5 0H-5Z" />
          </svg>
          {w.effect}
        </li>
      )}
    </ul>
  );
}

const createScale =
  (width: number, spanMs: number) =>
  (offsetMs: number): number =>
    margin.left + ((width - margin.left - margin.right) * offsetMs) / spanMs;

function labelOf({ points, effects }: LadderDrawing, planned: number): string {
  const w = words.value.deliveries;
  const acted = effects.map(({ count, offsetMs }) =>
    w.ladder.effectAt(count, w.duration(offsetMs)),
  );
  return [w.ladder.label(points.length - planned, planned), ...acted].join(" ");
}
