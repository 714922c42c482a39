// What went wrong on the way to the intake, in words for the person who has to mend it.

/** A failure without an answer: who has to act, and what to tell them. */
export interface Trouble {
  readonly action: "retry" | "operator";
  readonly reason: string;
}

/** Who stands between us and the events' being taken. */
export interface Way {
  readonly intake: URL;
  readonly proxy: URL | undefined;
}

/** Codes of Node's net, dns and tls modules and of undici. `HOST` stands for the host that was tried:
 * the intake's, or "the proxy" with its own. */
const CAUSES: Readonly<Record<string, Trouble>> = {
  ENOTFOUND: operator(
    "the name HOST does not resolve. Check intake.url and the DNS servers of this machine",
  ),
  EAI_AGAIN: retry("the DNS servers of this machine do not answer for HOST"),
  ECONNREFUSED: retry(
    "HOST refuses the connection. Check that the way there is open (firewall, http.proxy)",
  ),
  ECONNRESET: retry("HOST cut the connection"),
  EPIPE: retry("HOST cut the connection"),
  UND_ERR_SOCKET: retry("HOST cut the connection"),
  EHOSTUNREACH: retry("there is no route to HOST"),
  ENETUNREACH: retry("there is no route to HOST"),
  ETIMEDOUT: retry("HOST does not answer. Check that the way there is open (firewall, http.proxy)"),
  UND_ERR_CONNECT_TIMEOUT: retry(
    "HOST does not answer. Check that the way there is open (firewall, http.proxy)",
  ),
  UND_ERR_HEADERS_TIMEOUT: retry("HOST took the request but did not answer within http.timeout"),
  UND_ERR_BODY_TIMEOUT: retry("HOST did not finish its answer within http.timeout"),
  UND_ERR_ABORTED: retry("HOST did not finish its answer within http.timeout"),
  CERT_HAS_EXPIRED: operator(
    "the certificate of HOST has expired (or this machine's clock is wrong)",
  ),
  CERT_NOT_YET_VALID: operator(
    "the certificate of HOST is not valid yet (or this machine's clock is wrong)",
  ),
  ERR_TLS_CERT_ALTNAME_INVALID: operator(
    "the certificate of HOST was made for another name. Check intake.url, and that nothing intercepts the connection",
  ),
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownCa(),
  SELF_SIGNED_CERT_IN_CHAIN: unknownCa(),
  UNABLE_TO_GET_ISSUER_CERT: unknownCa(),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownCa(),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownCa(),
  EPROTO: operator(
    "HOST does not speak TLS the way we do. Check that intake.url is right and nothing intercepts the connection",
  ),
  ERR_SSL_WRONG_VERSION_NUMBER: operator("HOST does not speak TLS on this port. Check intake.url"),
  // Ours is checked when the configuration is read; a proxy's may come from the environment.
  ERR_INVALID_URL: noProxyUrl(),
  UND_ERR_INVALID_ARG: noProxyUrl(),
  EMFILE: retry("this process has no file descriptor left for a connection to HOST"),
};

/** Explains what undici threw while talking to the intake. Names hosts and ports, never credentials. */
export function explain(error: unknown, way: Way): Trouble {
  const { host } = way.intake;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    // undici reports a refused CONNECT by text only: "Proxy response (407) !== 200 when HTTP Tunneling".
    const proxyStatus = /^Proxy response \((\d+)\)/.exec(cause.message)?.[1];
    if (proxyStatus !== undefined) {
      const hint =
        proxyStatus === "407"
          ? "it wants credentials: http://user:password@proxy"
          : "ask who runs it";
      return operator(
        `the proxy refused to connect to ${host} (${proxyStatus}); ${hint}. See http.proxy`,
      );
    }
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    // A failed "happy eyeballs" connect carries the addresses' own errors.
    const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined;
    if (first !== undefined) return explain(first, way);
    const known = CAUSES[code];
    if (known) {
      return { action: known.action, reason: known.reason.replaceAll("HOST", triedBy(cause, way)) };
    }
  }
  return retry(
    `talking to ${host} failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}

/** Whose failure it was: what Node tells of the address or name it tried decides. */
function triedBy(error: Error, { intake, proxy }: Way): string {
  const { hostname, port } = error as { hostname?: string; port?: number };
  const isProxy =
    proxy !== undefined &&
    (hostname === undefined
      ? port !== undefined && port === portOf(proxy) && port !== portOf(intake)
      : hostname === proxy.hostname && hostname !== intake.hostname);
  return isProxy ? `the proxy ${proxy.host}` : intake.host;
}

function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === "https:" ? 443 : 80));
}

function operator(reason: string): Trouble {
  return { action: "operator", reason };
}

function retry(reason: string): Trouble {
  return { action: "retry", reason };
}

function noProxyUrl(): Trouble {
  return operator(
    "the proxy's address is no URL such as http://proxy:3128. Check http.proxy, and the *_PROXY variables in rsyslogd's environment",
  );
}

function unknownCa(): Trouble {
  return operator(
    "the certificate of HOST was signed by an authority this machine does not know. Where a proxy inspects TLS, name its CA in http.ca_file",
  );
}
