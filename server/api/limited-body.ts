/** A body up to `most` bytes; null when it is longer, whatever its header says. */
export async function readLimited(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of body) {
    byteCount += chunk.length;
    if (byteCount > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
