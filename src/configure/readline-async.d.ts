declare module "readline-async" {
  /** The next line of standard input, without its end. */
  export default function readlineAsync(): PromiseLike<string>;
}
