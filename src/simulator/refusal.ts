/** A request the intake does not take, as the HTTP answer it gets. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    /** HTTP status code of the answer. */
    readonly status: number,
    message: string,
    /** Further members of the answer's JSON body, beside `message`. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
