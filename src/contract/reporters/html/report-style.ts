/**
 * How the parts of a report look, in the HTML report and on the console's page, both of which have the
 * variables.
 */
export const reportStyle = `
.report-counts { display: flex; flex-wrap: wrap; gap: 6px 8px; margin: 0 0 16px; }
.report-facts { color: var(--faint); margin: 0 0 12px; overflow-wrap: anywhere; }
.report-verdict { display: inline-block; padding: 1px 10px; border-radius: 99px; font-weight: 600; font-size: 13px;
  white-space: nowrap; background: var(--soft); color: var(--text); }
.report-verdict.report-pass { background: var(--pass-soft); color: var(--pass); }
.report-verdict.report-warn, .report-verdict.report-known, .report-verdict.report-inconclusive {
  background: var(--warn-soft); color: var(--warn); }
.report-verdict.report-fail { background: var(--fail-soft); color: var(--fail); }
.report-verdict.report-skip { color: var(--faint); font-weight: 400; }
.report-start, .report-finding { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent);
  border-radius: var(--radius); padding: 12px 16px; margin: 0 0 16px; overflow-wrap: anywhere; }
.report-finding { border-left-color: var(--fail); }
.report-start > :first-child { margin: 0 0 6px; font-size: 16px; }
.report-start ol { margin: 0; padding-left: 22px; }
.report-start li + li { margin-top: 8px; }
.report-evidence { margin: 4px 0 0; padding-left: 18px; color: var(--faint); }
.report-start .report-evidence li { margin: 0; }
.report-group { margin: 0 0 16px; }
.report-group > :first-child { font-size: 15px; margin: 0 0 6px; }
.report-list { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line);
  border-radius: var(--radius); overflow: hidden; }
.report-check + .report-check { border-top: 1px solid var(--line); }
.report-check:target { box-shadow: inset 4px 0 var(--accent); }
.report-check summary { cursor: pointer; }
.report-line { display: grid; grid-template-columns: 108px minmax(0, 1fr) max-content; gap: 0 12px;
  align-items: baseline; padding: 8px 14px; list-style: none; }
.report-line::-webkit-details-marker { display: none; }
summary.report-line:hover, details[open] > .report-line { background: var(--soft); }
.report-line:focus-visible { outline-offset: -2px; }
.report-line > .report-verdict { justify-self: start; }
.report-name { overflow-wrap: anywhere; }
.report-name code { font-weight: 600; margin-right: 6px; }
.report-severity { color: var(--faint); font-size: 13px; }
.report-severity.report-must { color: var(--text); }
.report-reason { grid-column: 2 / -1; color: var(--faint); overflow-wrap: anywhere; }
.report-more { padding: 6px 14px 14px 134px; }
.report-more dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 4px 0 10px; }
.report-more dt { color: var(--faint); }
.report-more dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
.report-exchange { margin: 0 0 4px; }
.report-exchange > summary { padding: 2px 0; overflow-wrap: anywhere; }
.report-label { color: var(--faint); margin: 8px 0 2px; }
@media (max-width: 760px) {
  .report-line { grid-template-columns: max-content 1fr; padding: 8px 12px; gap: 4px 8px; }
  .report-line > .report-severity { order: 1; justify-self: end; }
  .report-name { order: 2; grid-column: 1 / -1; }
  .report-reason { order: 3; grid-column: 1 / -1; }
  .report-more { padding: 6px 12px 12px; }
  .report-more dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .report-more dd { margin-bottom: 8px; }
}
`;
