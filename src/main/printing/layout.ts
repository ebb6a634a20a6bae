/** A label and what it stands for. */
export type Row = readonly [label: string, value: string, strong?: boolean];

/** A label that stays in one line, however long the value beside it is. */
export function isShort(label: string): boolean {
  return label.length <= 18;
}

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

export interface TableRow {
  /** One text for each column. */
  readonly cells: readonly string[];
  /** What a narrow roll says under the first cell, beside the last, instead of the cells between. */
  readonly detail?: string;
  readonly strong?: boolean;
}

/** A piece of a document, as any paper can show it. */
export type Block =
  | { readonly kind: 'rule' }
  | { readonly kind: 'title'; readonly text: string }
  /** DUPLICATE n. */
  | { readonly kind: 'mark'; readonly text: string }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'center' | 'right';
      readonly strong?: boolean;
      readonly small?: boolean;
    }
  /** Labels left, values right. `facts`: what heads a document; a sheet puts them in two columns. */
  | { readonly kind: 'rows' | 'facts'; readonly rows: readonly Row[] }
  /** The first column takes what room the others leave. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly TableRow[] }
  | { readonly kind: 'qr'; readonly text: string; readonly captions: readonly string[] }
  /** A line to sign on. */
  | { readonly kind: 'signature'; readonly label: string }
  /** A sheet puts the aside beside the main part and its end, a roll between them. */
  | {
      readonly kind: 'beside';
      readonly main: readonly Block[];
      readonly aside: readonly Block[];
      readonly end?: readonly Block[];
    };

/** Who a paper is from. */
export interface Heading {
  readonly name: string;
  readonly lines: readonly string[];
}

/** A whole document, before it is known on what paper. */
export interface Layout {
  /** Names the file and the print, e.g. the document's number. */
  readonly name: string;
  readonly heading: Heading;
  readonly blocks: readonly Block[];
}
