import readlineAsync from "readline-async";

// readline-async gives a promise for the next line a person types. Alone it has two gaps: a line for which
// no promise is out makes it throw (two pasted lines are enough), and the end of input settles nothing. Here
// promises are always out for more lines than one read of a terminal can bring, and the end is seen by what
// readline does at it: it pauses standard input, at Ctrl-C and at Ctrl-D.

/** More lines than a terminal gives in one read: at most 4095 bytes, termios(3). */
const AHEAD = 4200;

/** The person left the dialogue. */
export class Left extends Error {
  constructor() {
    super("left by Ctrl-C, Ctrl-D or the end of the terminal");
  }
}

/** Lines typed on the terminal, in order. To be opened once in a process's life. */
export class TypedLines {
  readonly #promised: PromiseLike<string>[] = [];
  #leave: (reason: Left) => void = () => {};
  /** Rejects with Left when the person leaves. */
  readonly left = new Promise<never>((_, reject) => {
    this.#leave = reject;
  });

  constructor() {
    for (let n = 0; n < AHEAD; n++) this.#promised.push(readlineAsync());
    this.left.catch(() => {});
    for (const event of ["pause", "end", "close", "error"])
      process.stdin.once(event, () => this.#leave(new Left()));
  }

  /** The next line, without blanks at its ends. Rejects with Left. */
  async next(): Promise<string> {
    const line = this.#promised.shift();
    this.#promised.push(readlineAsync());
    return String(await Promise.race([line, this.left])).trim();
  }

  /** What `work` gives, or Left at once when the person leaves meanwhile. */
  during<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.left]);
  }
}
