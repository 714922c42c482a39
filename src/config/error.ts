/** A mistake in the configuration. The message says what, where and how to mend it; it holds no key. */
export class ConfigError extends Error {}
