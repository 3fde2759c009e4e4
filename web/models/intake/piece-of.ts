const headBytes = 400_000
const tailBytes = 8

/** The part of a table that tells its columns: the first lines, or the footer of a Parquet file. */
export async function pieceOf(file: File): Promise<Blob> {
  const tail = await file.slice(Math.max(0, file.size - tailBytes)).arrayBuffer()
  const isParquet = tail.byteLength === tailBytes && new TextDecoder().decode(tail.slice(4)) === 'PAR1'
  if (!isParquet) return file.slice(0, headBytes)
  const footerBytes = new DataView(tail).getUint32(0, true)
  return file.slice(Math.max(0, file.size - tailBytes - footerBytes))
}
