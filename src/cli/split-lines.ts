const LF = 0x0a;

/**
 * The lines of a stream of bytes, without their line ends, as many at a time as end in one chunk.
 * Splits at LF only: what else some readers take for a line end (CR, U+2028) may stand in a log
 * message. A last line without LF counts.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let from = 0;
    for (let lf = chunk.indexOf(LF); lf >= 0; lf = chunk.indexOf(LF, from)) {
      const end = chunk.subarray(from, lf);
      lines.push(begun.length === 0 ? end : Buffer.concat([...begun, end]));
      begun = [];
      from = lf + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [Buffer.concat(begun)];
}
