/** Positions in a text: offsets in UTF-16 units to lines and columns, which count from 0 here and from 1 at the doors. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 10) starts.push(i + 1);
      else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
    }
    this.starts = starts;
  }

  /** The position of an offset; one outside the text is taken to its nearest end. */
  at(offset: number): { readonly line: number; readonly column: number } {
    const target = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= target) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: target - this.starts[low]! };
  }

  /** The offset of a position; one outside the text is taken to the nearest place inside. */
  offset(line: number, column: number): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    if (start === undefined) return this.text.length;
    const end = this.starts[line + 1] ?? this.text.length;
    return Math.min(start + Math.max(0, column), end);
  }
}
