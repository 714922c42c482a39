/** True for what a system call said; anything else that is thrown is a mistake of the program's. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
