import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** An HTTP answer, before it is sent. */
export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string;
}

export function jsonAnswer(status: number, value: unknown): Answer {
  const headers = { "Content-Type": "application/json" };
  return { status, headers, body: JSON.stringify(value) };
}

export function send(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

/** Sends the headers and the first byte at once, then a byte of the body each second. */
export function sendDripping(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  const body = Buffer.from(answer.body, "utf8");
  let sent = 0;
  const sendByte = () => {
    response.write(body.subarray(sent, ++sent));
    if (sent >= body.length) response.end();
  };
  const timer = setInterval(sendByte, 1000);
  response.once("close", () => clearInterval(timer));
  response.once("finish", () => clearInterval(timer));
  sendByte();
}

function writeHead(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = { "Content-Length": Buffer.byteLength(body, "utf8") };
  response.writeHead(status, bodyless(status) ? headers : { ...length, ...headers });
}

/** HTTP allows these no body and no Content-Length. */
function bodyless(status: number): boolean {
  return status === 204 || status === 304;
}
