/**
 * What a letter says, before it is HTML or text: both are rendered from this alone, so that neither can say less.
 * Every text in it is printed French on one line.
 */
export interface Content {
  readonly convention: { readonly shortName: string; readonly title: string; readonly parties: string };
  readonly subject: string;
  /** What is expected or told, in one sentence. */
  readonly summary: string;
  /** Of which day it is, when it leaves on another: comes before everything else. */
  readonly late?: string;
  /** A title over several matters; absent from a letter about one, whose own title comes first. */
  readonly heading?: string;
  /** The main button of a letter about several matters; that of a lone matter is its own. */
  readonly action?: Action;
  readonly groups: readonly Group[];
  readonly answer: { readonly heading: string; readonly text: string };
  /** Why one receives this, and when it should have left. */
  readonly footer: readonly string[];
  /** Offered to everybody, below; none without a web application. */
  readonly links: readonly Action[];
}

/** Something to do on the web, and where. */
export interface Action {
  readonly label: string;
  readonly url: string;
}

/** Matters of one urgency. */
export interface Group<One extends Matter = Matter> {
  /** Absent from a letter about one matter. */
  readonly heading?: string;
  readonly matters: readonly One[];
  /** What is asked of each of them alike, said once. */
  readonly closing: readonly string[];
}

/** One matter. */
export interface Matter {
  readonly tone: Tone;
  /** The tone in words: colour never says it alone (RGAA 3.1). `En retard de 3 jours`. */
  readonly status: string;
  readonly title: string;
  /** The same by itself, where the heading of its group says what the title does not: what its link is about. */
  readonly about?: string;
  /** What is expected or told, in one sentence. */
  readonly lead: string;
  readonly paragraphs: readonly string[];
  /** What the group says once for all its matters: a request, or that there is none. */
  readonly closing?: string;
  readonly facts: readonly Fact[];
  /** Shown under the facts. */
  readonly chart?: ChartContent;
  /** What may be done about it from the letter; comes last. */
  readonly action?: Action;
}

/** A budget drawn month by month, with what it shows in words and in figures. */
export interface ChartContent {
  /** Content-ID of the image, without angle brackets (RFC 2392). */
  readonly cid: string;
  /** What the image shows, in sentences: its alternative. */
  readonly alt: string;
  readonly table: Table;
}

/** A table of amounts, month by month. */
export interface Table {
  readonly caption: string;
  /** The heading of each column, the months' first. */
  readonly columns: readonly string[];
  readonly groups: readonly TableGroup[];
}

/** Rows of one kind, each of a month and its amounts, as they are printed. */
export interface TableGroup {
  readonly heading?: string;
  readonly rows: readonly (readonly string[])[];
}

/** A label and its value: `['À fournir', 'la référence de la demande']`. */
export type Fact = readonly [label: string, value: string];

/** How pressing a matter is, most pressing first: the order of a digest. */
export const tones = ['urgent', 'overdue', 'today', 'awaited', 'coming', 'opened', 'information'] as const;

/** How pressing a matter is. */
export type Tone = (typeof tones)[number];

/** A subject after the convention's name: `rappel – Compte rendu d’avril 2020, pour le 7 mai 2020`. */
export interface SubjectParts {
  readonly state?: string;
  /** The only part that may be cut short. */
  readonly title: string;
  /** Follows a comma. */
  readonly end?: string;
}
