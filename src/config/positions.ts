import { isMap, isNode, isPair, isSeq, type LineCounter, type Node } from "yaml";

/** Line of the key at `path`, or of the deepest group above it that exists. */
export function lineOf(
  root: Node | null,
  path: readonly (string | number)[],
  lines: LineCounter,
): number {
  let node: unknown = root;
  let line = 1;
  for (const name of path) {
    if (isSeq(node) && typeof name === "number") {
      const item = node.items[name];
      if (!isNode(item) || !item.range) break;
      line = lines.linePos(item.range[0]).line;
      node = item;
      continue;
    }
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isPair(item) && String(item.key) === String(name));
    if (!pair || !isNode(pair.key) || !pair.key.range) break;
    line = lines.linePos(pair.key.range[0]).line;
    node = pair.value;
  }
  return line;
}
