// The rules' own words in plain ones: relations between claims, status of a figure, whose losses a voice counts.
import type { Relation } from "../api";

export type RelationKind = Relation["kind"];

interface Term {
  /** a … b. */
  forth: string;
  /** b … a. */
  back: string;
  /** Drawn in the middle of the line, so that kinds differ by more than dashes. */
  sign: string;
  directed: boolean;
}

export const RELATIONS: Record<RelationKind, Term> = {
  supersedes: { forth: "supersedes", back: "superseded by", sign: "", directed: true },
  revises_down: { forth: "revises down", back: "revised down by", sign: "↓", directed: true },
  echo: { forth: "repeats", back: "repeated by", sign: "=", directed: true },
  part_of: { forth: "part of", back: "has as a part", sign: "⊂", directed: true },
  disjoint_from: { forth: "comes on top of", back: "comes on top of", sign: "+", directed: false },
  window_drift: { forth: "same number, days told otherwise than in", back: "same number, days told otherwise than in", sign: "d", directed: false },
  scope_drift: { forth: "same number, place or people told otherwise than in", back: "same number, place or people told otherwise than in", sign: "p", directed: false },
  attribution_conflict: { forth: "same number, other named source than in", back: "same number, other named source than in", sign: "?", directed: false },
  contradicts: { forth: "contradicts", back: "contradicts", sign: "×", directed: false },
  within_rounding: { forth: "the same when rounded as", back: "the same when rounded as", sign: "≈", directed: false },
  unit_of: { forth: "the same count in another unit as", back: "the same count in another unit as", sign: "u", directed: false },
};

/** A relation's kind as a name, for a legend. */
export const relationName = (kind: RelationKind): string =>
  RELATIONS[kind].forth.replace(/ (?:than in|as)$/, "");

const INTERESTS: Record<string, string> = {
  own: "counts its own side's losses",
  rival: "counts the losses of a side that it fights",
  third: "neither of the sides",
};
export const interest = (code: string): string => INTERESTS[code] ?? "interest not known";

const STATUSES: Record<string, string> = {
  single_origin: "one origin",
  corroborated: "two or more independent origins agree",
  contested: "contested",
  unconfirmed: "not borne out by a second origin",
  confirmed: "borne out by the side said to have done it",
  accepted: "accepted by a person",
  discounted: "struck out by a person",
  withdrawn: "taken back by its own outlet",
};
export const statusName = (code: string): string => STATUSES[code] ?? code.replaceAll("_", " ");
