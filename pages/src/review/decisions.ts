// Decisions of people, the last one first, each with its way back.
import { html, nothing, type TemplateResult } from "lit";
import { empty } from "../screen";
import { day, label } from "../words";
import type { Decision } from "./desk";

export function decisionList(
  rows: readonly Decision[],
  writable: boolean,
  undo: (row: Decision) => void,
): TemplateResult {
  if (!rows.length) return empty("Nobody has decided anything yet", "Answers to the open questions are listed here.");
  return html`<ol class="decisions" aria-label="Decisions">
    ${rows.map((row) => decision(row, writable, undo))}
  </ol>`;
}

function decision(row: Decision, writable: boolean, undo: (row: Decision) => void): TemplateResult {
  const time = row.made.slice(11, 16);
  return html`<li class="card ${row.stands ? "" : "gone"}">
    <p>
      <b>${label(row.verdict)}</b>
      ${row.field && (row.verdict === "correct" || row.verdict === "name") ? html`<span class="source">${label(row.field)}${row.value ? ` → ${row.value}` : ""}</span>` : nothing}
      ${row.stands ? nothing : html`<span class="badge">taken back</span>`}
      ${row.unmet ? html`<span class="badge">meets no claim any more</span>` : nothing}
    </p>
    <ul class="about">
      ${row.about.map((one) => html`<li><span class="source">${one}</span></li>`)}
    </ul>
    <p class="small">
      <b>Reason:</b> <span class="source">${row.reason}</span>
      <span class="soft">· <span class="source">${row.author}</span>, ${day(row.made)} ${time} · ${row.id.slice(0, 8)}</span>
    </p>
    ${row.stands && writable
      ? html`<button type="button" @click=${() => undo(row)}
          >Take back<span class="unseen"> ${label(row.verdict)}: ${row.reason}</span></button
        >`
      : nothing}
  </li>`;
}
