import { expect, test } from "vitest";
import { type Action, meaningOf } from "../../../src/sekoia/answers.js";

test.each<[number, Action, RegExp]>([
  [200, "accepted", /accepted/],
  [202, "accepted", /accepted/],
  [204, "accepted", /accepted/],
  [301, "operator", /redirects elsewhere.*intake\.region or intake\.url/],
  [307, "operator", /redirects elsewhere/],
  [400, "split", /did not understand the event/],
  [401, "operator", /refused the intake key.*intake\.key_file/],
  [403, "operator", /refused the intake key.*intake\.key_file/],
  [404, "operator", /no intake at this address.*intake\.region or intake\.url/],
  [407, "operator", /proxy wants credentials.*http\.proxy/],
  [408, "retry", /timed out/],
  [413, "split", /too large/],
  [422, "split", /did not understand the event/],
  [425, "retry", /try again/],
  [429, "retry", /slow down/],
  // Whatever else blames the request.
  [402, "operator", /blames the request/],
  [405, "operator", /blames the request/],
  [415, "operator", /blames the request/],
  [451, "operator", /blames the request/],
  [500, "retry", /in trouble/],
  [502, "retry", /in trouble/],
  [503, "retry", /in trouble/],
  [504, "retry", /in trouble/],
  [599, "retry", /in trouble/],
  // No final answer of HTTP.
  [101, "retry", /no HTTP answer we know/],
  [600, "retry", /no HTTP answer we know/],
])("%i means %s", (status, action, meaning) => {
  expect(meaningOf(status)).toMatchObject({ action, meaning: expect.stringMatching(meaning) });
});
