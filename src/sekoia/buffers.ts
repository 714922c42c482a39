/**
 * Memory for the bodies of requests, used again and again. Left to the garbage collector it would pile up
 * outside of V8's heap, tens of MiB at full speed, and make V8 collect all of the heap several times a second.
 */

const KIB = 1024;
const MIB = 1024 * KIB;
/**
 * Few sizes, so that what one body needed serves the next. A page of them that was never written to takes no
 * memory.
 */
const SIZES = [16 * KIB, 128 * KIB, 1 * MIB, 2 * MIB, 4 * MIB, 8 * MIB, 16 * MIB];
/**
 * What is kept for later use, at the most: more than a lane holds, with the batch being collected. What is freed
 * beyond that malloc may never give back.
 */
const MOST_KEPT = 6 * MIB;

const kept = new Map<number, Buffer[]>();
let keptBytes = 0;

/** A buffer of at least `bytes` bytes, holding anything. */
export function takeBuffer(bytes: number): Buffer {
  const size = SIZES.find((one) => one >= bytes) ?? bytes;
  const buffer = kept.get(size)?.pop();
  if (buffer === undefined) return Buffer.allocUnsafeSlow(size);
  keptBytes -= size;
  return buffer;
}

/** Gives back a buffer from takeBuffer, which nobody may use any more. */
export function giveBuffer(buffer: Buffer): void {
  const size = buffer.length;
  if (keptBytes + size > MOST_KEPT) return;
  keptBytes += size;
  const same = kept.get(size);
  if (same) same.push(buffer);
  else kept.set(size, [buffer]);
}
