// A report's text in its blocks, with every stretch that a claim rests on. The claim screen and the comparison share it.
import { html, nothing, type TemplateResult } from "lit";
import type { Lit, ReportView } from "../api";
import { linkTo, type State } from "../state";
import { label } from "../words";
import "../styles/reading.css";

export interface Reading {
  /** Claims to make stand out. */
  chosen?: ReadonlySet<string>;
  /** Only these stretches are lit; all of the report's claims where not given. */
  lit?: readonly Lit[];
  /** A class of its own for a claim's stretches, such as how a comparison judges it. */
  tone?: (claim: Lit) => string;
  /** Called in place of following the link. */
  pick?: (claim: Lit) => void;
}

interface Piece {
  start: number;
  end: number;
  claims: Lit[];
}

/** Spans count code points, strings here count UTF-16 units: this turns one into the other. */
export function unitsOf(text: string): (point: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => point;
  const units: number[] = [];
  let at = 0;
  for (const one of text) {
    units.push(at);
    at += one.length;
  }
  return (point) => units[point] ?? at;
}

/** Stretches may overlap: the text is cut wherever one begins or ends, so that no piece is half of a claim's. */
export function piecesOf(start: number, end: number, lit: readonly Lit[]): Piece[] {
  const inside = lit.filter((one) => one.start < end && one.end > start);
  const cuts = new Set([start, end]);
  for (const one of inside) {
    cuts.add(Math.max(start, one.start));
    cuts.add(Math.min(end, one.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, number) => {
    const to = sorted[number + 1] as number;
    return { start: from, end: to, claims: inside.filter((one) => one.start <= from && one.end >= to) };
  });
}

interface Block {
  role: string;
  start: number;
  end: number;
}

/** The blocks, and what lies between them where a claim rests on it. */
function blocksOf(view: ReportView, lit: readonly Lit[]): Block[] {
  const found: Block[] = [];
  let at = 0;
  const between = (start: number, end: number): void => {
    if (lit.some((one) => one.start < end && one.end > start)) found.push({ role: "body", start, end });
  };
  for (const [role, start, end] of view.blocks as [string, number, number][]) {
    between(at, start);
    found.push({ role, start, end });
    at = end;
  }
  between(at, Infinity);
  return found;
}

/** The report's text. Each claim is a link once in the order of the keyboard; `reveal` brings one into view. */
export function reading(view: ReportView, state: State, asked: Reading = {}): TemplateResult {
  const lit = asked.lit ?? view.lit;
  const unit = unitsOf(view.text);
  const text = (from: number, to: number) => view.text.slice(unit(from), to === Infinity ? undefined : unit(to));
  const length = [...lit].reduce((most, one) => Math.max(most, one.end), 0);
  const reached = new Set<string>();

  const link = (claim: Lit, inner: TemplateResult | string, also = false): TemplateResult => {
    const first = !reached.has(claim.claim);
    reached.add(claim.claim);
    return html`<a
      class=${also ? "also" : "lit"}
      href=${linkTo(state, "claim", { claim: claim.claim })}
      title=${`${claim.title} (${label(claim.stance)})`}
      tabindex=${first ? nothing : "-1"}
      data-opens=${claim.claim}
      @click=${(event: MouseEvent) => {
        if (!asked.pick || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        asked.pick(claim);
      }}
      >${inner}</a
    >`;
  };

  const drawn = (piece: Piece, rest: readonly Piece[]): TemplateResult | string => {
    if (!piece.claims.length) return text(piece.start, piece.end);
    const shortest = [...piece.claims].sort((a, b) => a.end - a.start - (b.end - b.start));
    const own = shortest[0] as Lit;
    const words = link(own, text(piece.start, piece.end));
    // A claim whose every stretch lies under shorter ones gets a link of its own where it ends.
    const ending = shortest.filter(
      (one) => !reached.has(one.claim) && !rest.some((later) => later.claims.includes(one)),
    );
    const tones = new Set(asked.tone ? piece.claims.map(asked.tone).filter(Boolean) : []);
    const chosen = piece.claims.some((one) => asked.chosen?.has(one.claim));
    const marked = html`<mark
      class=${["stretch", chosen ? "chosen" : "", ...tones].join(" ")}
      data-claims=${piece.claims.map((one) => one.claim).join(" ")}
      >${words}</mark
    >`;
    if (!ending.length) return marked;
    return html`${marked}${ending.map((one) => html`<sup>${link(one, html`<span class="unseen">${one.title}</span>+`, true)}</sup>`)}`;
  };

  return html`<div class="reading" aria-label=${`Text of ${view.line.name}`} role="group">
    ${blocksOf(view, lit).map((block) => {
      const end = block.end === Infinity ? Math.max(block.start, length) : block.end;
      const pieces = piecesOf(block.start, end, lit);
      const inner = pieces.map((piece, number) => drawn(piece, pieces.slice(number + 1)));
      return block.role === "headline"
        ? html`<h3 class="source block headline" dir="auto">${inner}</h3>`
        : html`<p class="source block ${block.role}" dir="auto">${inner}</p>`;
    })}
  </div>`;
}

/** Bring a claim's first stretch into view, within its own pane; false where it is not drawn. */
export function reveal(root: ParentNode, claim: string, focus = false): boolean {
  const found = root.querySelector<HTMLElement>(`mark[data-claims~="${CSS.escape(claim)}"]`);
  if (!found) return false;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const pane = found.closest<HTMLElement>(".pane");
  if (pane) {
    const off = found.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + off - pane.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
  } else {
    found.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
  if (focus) found.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  return true;
}
