/**
 * Values kept by a text. Two generations: what no document used since the last turn but one is forgotten, so that a long session does not grow.
 */
export class RecentCache<V> {
  private recent = new Map<string, V>();
  private older = new Map<string, V>();

  get(key: string, make: () => V): V {
    const known = this.recent.get(key);
    if (known !== undefined) return known;
    const value = this.older.get(key) ?? make();
    this.recent.set(key, value);
    return value;
  }

  /** Drops the older generation when the recent one holds `limit` values. */
  rotate(limit = 20_000): void {
    if (this.recent.size < limit) return;
    this.older = this.recent;
    this.recent = new Map();
  }
}
