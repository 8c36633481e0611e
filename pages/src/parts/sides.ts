// Who holds a place: a colour each, the same whatever day is shown, and a pattern for how surely.
import { svg, type SVGTemplateResult } from "lit";
import type { Held } from "../api";

const COLOURS = 8;
export type Pattern = "solid" | "ring" | "half" | "dashed" | "cross" | "grey";

/** 1 to 8 for the most frequent holders, 0 (grey) for the rest and for nobody. */
export function sideOf(holder: string | null, holders: readonly string[]): number {
  const at = holder === null ? -1 : holders.indexOf(holder);
  return at >= 0 && at < COLOURS ? at + 1 : 0;
}

const PATTERNS: Record<string, Pattern> = {
  controls: "solid", claimed: "ring", partial: "half", besieged: "dashed", contested: "cross", unknown: "grey",
};
export const patternOf = (held: Held): Pattern => PATTERNS[held.status] ?? "grey";

export const PATTERN_WORDS: Record<Pattern, string> = {
  solid: "held, as reported", ring: "claimed, by one side only", half: "held in part", dashed: "besieged",
  cross: "contested", grey: "holder not known",
};
const BASIS_WORDS: Record<string, string> = {
  reported: "as reported", claimed_by_self: "on its own word only", claimed_by_rival: "on its opponent's word",
  inferred: "inferred from what was taken or lost",
};

/** "claimed by M23, on its own word only". */
export function heldWords(held: Held): string {
  const who = held.holder ?? "";
  const basis = BASIS_WORDS[held.basis] ?? "";
  switch (held.status) {
    case "controls": return `held by ${who}, ${basis}`;
    case "claimed": return `claimed by ${who}, ${basis}`;
    case "partial": return `held in part by ${who}, ${basis}`;
    case "besieged": return who ? `besieged; held by ${who}, ${basis}` : `besieged, ${basis}`;
    case "contested": return who ? `contested; ${who}, ${basis}` : "contested";
    default: return "holder not known";
  }
}

/** The dot as the map draws it, for legend and lists. */
export function swatch(side: number, pattern: Pattern): SVGTemplateResult {
  const shapes: Record<Pattern, SVGTemplateResult> = {
    solid: svg`<circle cx="8" cy="8" r="6" fill="currentColor"/>`,
    ring: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="3"/>`,
    half: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>`,
    dashed: svg`<circle cx="8" cy="8" r="3" fill="currentColor"/><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2"/>`,
    cross: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" stroke-width="2"/>`,
    grey: svg`<circle cx="8" cy="8" r="4" fill="currentColor"/>`,
  };
  return svg`<svg class="swatch side-${side}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shapes[pattern]}</svg>`;
}
