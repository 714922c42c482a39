const LF = 0x0a;

/**
 * The lines of a stream of bytes, without their line ends. Splits at LF only: what else some
 * readers take for a line end (CR, U+2028) may stand in a log message. A last line without LF counts.
 * A line is only good until the next one is asked for.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let lf = chunk.indexOf(LF); lf >= 0; lf = chunk.indexOf(LF, from)) {
      const end = chunk.subarray(from, lf);
      yield begun.length === 0 ? end : Buffer.concat([...begun, end]);
      begun = [];
      from = lf + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}
