/**
 * Keys of things known to be stored, which are never deleted while the house runs: what was seen need not be asked for
 * again. Bounded: past `keysMax` the half seen longest ago is forgotten, which only costs a question.
 */
export class Seen {
  private readonly generationMax: number
  private young = new Set<string>()
  private old = new Set<string>()

  constructor(keysMax: number) {
    this.generationMax = Math.ceil(keysMax / 2)
  }

  has(key: string): boolean {
    if (this.young.has(key)) return true
    const isKnown = this.old.has(key)
    if (isKnown) this.add(key)
    return isKnown
  }

  add(key: string): void {
    if (this.young.size >= this.generationMax) {
      this.old = this.young
      this.young = new Set()
    }
    this.young.add(key)
  }

  forget(): void {
    this.young = new Set()
    this.old = new Set()
  }
}
