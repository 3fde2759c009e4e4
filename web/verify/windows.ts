const windowBytes = 4_194_304
const windowsMax = 12

/** Bytes [from, to) of a file; fewer at its end. */
export type ReadBytes = (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>

/**
 * Reads a file through a few large windows that are kept: a browser takes about a millisecond for every slice of a
 * file, and a pack has tens of thousands of small ones that lie side by side.
 */
export function windowsOn(file: Blob): ReadBytes {
  const kept = new Map<number, Promise<Uint8Array<ArrayBuffer>>>()

  function windowAt(number: number): Promise<Uint8Array<ArrayBuffer>> {
    const known = kept.get(number)
    if (known !== undefined) {
      kept.delete(number)
      kept.set(number, known) // read last, dropped last
      return known
    }
    const [oldest] = kept.keys()
    if (kept.size >= windowsMax && oldest !== undefined) kept.delete(oldest)
    const part = file.slice(number * windowBytes, (number + 1) * windowBytes)
    const reading = part.arrayBuffer().then((buffer) => new Uint8Array(buffer))
    kept.set(number, reading)
    return reading
  }

  return async (from, to) => {
    const end = Math.min(to, file.size)
    if (!(from >= 0) || from >= end) return new Uint8Array(0)
    const first = Math.floor(from / windowBytes)
    if (end <= (first + 1) * windowBytes) {
      return (await windowAt(first)).subarray(from - first * windowBytes, end - first * windowBytes)
    }
    const whole = new Uint8Array(end - from)
    for (let at = from; at < end; ) {
      const number = Math.floor(at / windowBytes)
      const until = Math.min(end, (number + 1) * windowBytes)
      const start = number * windowBytes
      whole.set((await windowAt(number)).subarray(at - start, until - start), at - from)
      at = until
    }
    return whole
  }
}
