import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/**
 * A WELF record that says it is a test: what an explicit test sends, and what to search for in Sekoia. It
 * reads like a Pulse record, so that the intake's parser takes it.
 */
export function testEvent(now: Date): string {
  const time = now.toISOString().slice(0, 19).replace("T", " ");
  return `id=firewall time="${time}" pri=6 fw=127.0.0.1 vpn=pulse-sekoia-test user=System realm="" roles="" proto= src=127.0.0.1 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="TST00000: pulse-sekoia test event ${randomUUID()} from ${hostname()}"`;
}
