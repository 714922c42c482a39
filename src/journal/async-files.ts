import {
  close as closeCallback,
  fdatasync as fdatasyncCallback,
  fstat as fstatCallback,
  fsync as fsyncCallback,
  ftruncate as ftruncateCallback,
  mkdir as mkdirCallback,
  open as openCallback,
  read as readCallback,
  unlink as unlinkCallback,
  write as writeCallback,
} from "node:fs";
import { promisify } from "node:util";

// System calls on files away from the event loop. Not node:fs/promises: loading that takes longer than all of our own
// modules, and rsyslog waits for the first OK.

export const close = promisify(closeCallback);
export const fdatasync = promisify(fdatasyncCallback);
export const fstat = promisify(fstatCallback);
export const fsync = promisify(fsyncCallback);
export const ftruncate = promisify(ftruncateCallback);
export const mkdir = promisify(mkdirCallback);
export const open = promisify(openCallback);
export const read = promisify(readCallback);
export const unlink = promisify(unlinkCallback);
export const write = promisify(writeCallback);
