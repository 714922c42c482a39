import { REGIONS, type Region } from "../sekoia/regions.js";

/** What the dialogue asks for. */
export interface Answers {
  /** A region's name, or the URL of an intake. */
  readonly intake: string;
  readonly key: string;
  /** A URL; empty: none, the usual *_PROXY variables count. */
  readonly proxy: string;
}

/** A checked answer, or what is wrong with it, as a sentence. */
export type Checked = { readonly value: string } | { readonly wrong: string };

const NAMES = Object.keys(REGIONS) as Region[];

/** One line per region, numbered from 1. */
export function regionList(): string[] {
  return NAMES.map((name, index) => `  ${index + 1}  ${name}  ${REGIONS[name]}`);
}

/** A number of the list, a name, or a URL. */
export function checkIntake(answer: string): Checked {
  const byNumber = /^\d+$/.test(answer) ? NAMES[Number(answer) - 1] : undefined;
  const name = byNumber ?? NAMES.find((region) => region === answer.toLowerCase());
  if (name !== undefined) return { value: name };
  if (/^https:\/\/\S+$/.test(answer) && URL.canParse(answer)) return { value: answer };
  if (/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/\S*)?$/.test(answer)) return { value: answer };
  return {
    wrong: `Please give a number from 1 to ${NAMES.length}, a name, or a URL that begins with https://.`,
  };
}

export function checkKey(answer: string): Checked {
  if (/^[\x21-\x7e]+$/.test(answer)) return { value: answer };
  return { wrong: "Please give the key alone, as Sekoia shows it: usually 32 letters and digits." };
}

export function checkProxy(answer: string): Checked {
  if (answer === "none") return { value: "" };
  if (/^https?:\/\/\S+$/.test(answer) && URL.canParse(answer)) return { value: answer };
  return { wrong: "Please give a URL such as http://proxy.example.org:3128, or none." };
}

/** Address of the intake that an answer stands for. */
export function urlOf(intake: string): string {
  return intake in REGIONS ? REGIONS[intake as Region] : intake;
}
