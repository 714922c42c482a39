/** Where commands look for the configuration unless told otherwise. */
export const DEFAULT_CONFIG_FILE = "/etc/pulse-sekoia/config.yaml";
