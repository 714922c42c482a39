/** See scripts/build.mjs: the bundled source text of a file, to be run as a worker thread. */
declare module "thread:*" {
  const source: string;
  export default source;
}
