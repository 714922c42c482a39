import { closeSync, constants, openSync } from "node:fs";

/** Without O_CREAT, which would ask for the right to make a file (AppArmor, SELinux). */
const APPEND = constants.O_WRONLY | constants.O_APPEND;

/**
 * Takes stdout away from everything but the protocol: returns a descriptor for the answers and lets
 * descriptor 1 lead to stderr. From then on nothing that writes to "stdout" (console.log, a library, V8
 * itself) can put a byte between rsyslog and an answer.
 *
 * To be called before anything else has opened or written anything.
 */
export function claimStdout(): number {
  let answers: number;
  try {
    // Opening the pipe anew is how Node, which has no dup(2), gets a second descriptor for it.
    answers = openSync("/proc/self/fd/1", APPEND);
  } catch {
    // A socket cannot be opened that way; rsyslog uses pipes. What JavaScript writes can still be kept away.
    process.stdout.write = process.stderr.write.bind(process.stderr);
    return 1;
  }
  closeSync(1);
  // open(2) gives the lowest free number, which is 1 again.
  try {
    openSync("/proc/self/fd/2", APPEND);
  } catch {
    openSync("/dev/null", APPEND);
  }
  return answers;
}
