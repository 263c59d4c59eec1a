/** Light and dark, on paper and on a small screen. */
export const loadStyle = `
:root { color-scheme: light dark; --text: #1f2329; --back: #f5f6f8; --card: #fff; --faint: #586173; --line: #d8dce3;
  --accent: #1450d8; --accent-soft: #1450d81f; --pass: #146c39; --fail: #b0211b; --pass-soft: #e3f4e9;
  --fail-soft: #fdeaea; --warn: #7a4f00; --warn-soft: #fdf1d8; --bar: #5b8def; --radius: 8px; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6eaf2; --back: #101318; --card: #181c23; --faint: #a3adbd; --line: #343c4a; --accent: #82abff;
    --accent-soft: #82abff26; --pass: #62d290; --fail: #ff8a80; --pass-soft: #17301f; --fail-soft: #3a1a1a;
    --warn: #e9b954; --warn-soft: #35280d; --bar: #4f7fd9; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: var(--text); background: var(--back); }
main { max-width: 1040px; margin: 0 auto; padding: 20px 20px 48px; }
h1, h2 { line-height: 1.3; overflow-wrap: anywhere; }
h1 { font-size: 22px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 0 0 8px; }
h2::first-letter, dt::first-letter { text-transform: uppercase; }
.verdict { display: inline-block; padding: 1px 10px; border-radius: 99px; font-weight: 600; font-size: 13px; }
.verdict.holds { background: var(--pass-soft); color: var(--pass); }
.verdict.broken { background: var(--fail-soft); color: var(--fail); }
.plan { color: var(--faint); margin: 0 0 16px; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 14px 16px;
  margin: 0 0 16px; break-inside: avoid; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px 24px; margin: 0; }
.facts dt { color: var(--faint); }
.facts dd { margin: 0; font-size: 18px; font-weight: 600; overflow-wrap: anywhere; }
.facts .wide { grid-column: 1 / -1; }
.facts .broken dd { color: var(--fail); }
.note { background: var(--warn-soft); color: var(--warn); border-radius: var(--radius); padding: 10px 14px; margin: 0 0 16px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
tr:last-child > * { border-bottom: 0; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--faint); font-weight: 400; }
tbody th { font-weight: 600; }
td.text { white-space: normal; overflow-wrap: anywhere; }
.broken { color: var(--fail); }
.holds { color: var(--pass); }
.hint { color: var(--faint); font-size: 13px; margin: 8px 0 0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 4px; padding: 0; list-style: none; color: var(--faint); font-size: 13px; }
.legend li::before { content: ""; display: inline-block; width: 14px; height: 4px; border-radius: 2px; margin-right: 6px;
  vertical-align: middle; background: var(--key); }
.key-p50 { --key: var(--accent); } .key-p99 { --key: var(--warn); } .key-max { --key: var(--fail); }
.key-ok { --key: var(--bar); } .key-failed { --key: var(--fail); }
svg { display: block; width: 100%; height: auto; }
svg text { font: 13px system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; fill: var(--faint); }
.grid line { stroke: var(--line); }
.axis line { stroke: var(--faint); }
.line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.area { fill: var(--accent-soft); }
.line.p99 { stroke: var(--warn); } .line.max { stroke: var(--fail); stroke-width: 1.5; }
circle.p50 { fill: var(--accent); } circle.p99 { fill: var(--warn); } circle.max { fill: var(--fail); }
rect.ok { fill: var(--bar); } rect.failed { fill: var(--fail); }
.limit line { stroke: var(--pass); stroke-width: 1.5; stroke-dasharray: 6 4; }
.limit text { fill: var(--pass); }
.limit.broken line { stroke: var(--fail); }
.limit.broken text { fill: var(--fail); }
@media (max-width: 760px) { main { padding: 12px 12px 32px; } svg { min-width: 620px; } }
@media print {
  :root { color-scheme: light; --text: #000; --back: #fff; --card: #fff; --faint: #444; --line: #bbb; --accent: #1450d8;
    --accent-soft: #1450d81f; --pass: #146c39; --fail: #b0211b; --pass-soft: #fff; --fail-soft: #fff; --warn: #7a4f00;
    --warn-soft: #fff; --bar: #5b8def; }
  main { max-width: none; padding: 0; }
  svg { print-color-adjust: exact; }
}
`;
