/** Spans count code points of the decoded source; strings of JavaScript count UTF-16 code units. */

export interface Span {
  start: number;
  end: number;
}

/** The places of one decoded source. Building it takes one pass, each offset a binary search. */
export class Places {
  /** The offsets, in code points, of the characters that take two code units, in order. */
  readonly #wide: number[] = [];

  constructor(private readonly source: string) {
    let offset = 0;
    for (const character of source) {
      if (character.length === 2) this.#wide.push(offset);
      offset += 1;
    }
  }

  /** The offset in code units of an offset in code points. */
  utf16(offset: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#wide[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }

  /** What the source says at a span. */
  slice(span: Span): string {
    return this.source.slice(this.utf16(span.start), this.utf16(span.end));
  }
}
