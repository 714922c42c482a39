# shellcheck shell=bash
# The configuration and the key: from the options, from a dialogue, or as they are already.

NEW_CONFIG='' NEW_KEY=''

check_options() {
    [[ -z $ROOT ]] || ROOT=$(cd "$ROOT" 2>/dev/null && pwd -P) || die "the directory of --root does not exist"
    [[ $ROOT != / ]] || ROOT=''
    [[ -z $REGION || $REGION =~ ^(fra1|fra2|mco1|uae1|usa1|sgp1)$ ]] || die "--region $REGION is not known" "give one of fra1 fra2 mco1 uae1 usa1 sgp1, or --url"
    [[ -z $REGION || -z $URL ]] || die "--region and --url exclude each other" "give one of them"
    local value
    for value in "$URL" "$PROXY"; do
        [[ -z $value || $value =~ ^https?://[^[:space:]\"\\]+$ ]] || die "$value is not a URL" "give one that begins with https:// or http://"
    done
    [[ ! $PROXY =~ ^https?://[^/]*@ ]] || die "--proxy holds a user or a password, and every user of this machine sees it there (ps)" "set PULSE_SEKOIA_PROXY to the URL instead, in the environment of install.sh"
    PROXY=${PROXY:-${PULSE_SEKOIA_PROXY-}}
    unset PULSE_SEKOIA_PROXY
    [[ -z $PROXY || $PROXY =~ ^https?://[^[:space:]\"\\]+$ ]] || die "PULSE_SEKOIA_PROXY is not a URL" "give one that begins with https:// or http://"
    if [[ -n $CA_FILE ]]; then
        [[ -r $CA_FILE ]] || die "--ca-file $CA_FILE cannot be read"
        grep -q -- '-----BEGIN CERTIFICATE-----' "$CA_FILE" || die "--ca-file $CA_FILE holds no certificate" "give a PEM file"
    fi
    [[ -z $LISTEN_PORT || ( $LISTEN_PORT =~ ^[0-9]{1,5}$ && $((10#$LISTEN_PORT)) -ge 1 && $((10#$LISTEN_PORT)) -le 65535 ) ]] || die "--listen-port $LISTEN_PORT is not a port" "give a number from 1 to 65535"
    [[ -z $KEY_SOURCE || -r $KEY_SOURCE ]] || die "--intake-key-file $KEY_SOURCE cannot be read"
}

# Decides what the configuration will be, and writes what is new into $STAGE.
prepare_configuration() {
    mkdir -m 0700 "$STAGE/etc"
    prepare_key
    if [[ -e $CONFIG ]]; then
        [[ -z $REGION$URL$PROXY$CA_FILE ]] ||
            say "The configuration $CONFIG is kept: --region, --url, --proxy and --ca-file are for a first installation. Change it with pulse-sekoia configure or an editor."
        return
    fi
    if [[ -n $REGION$URL && ( -n $NEW_KEY || -e $KEY ) ]]; then
        write_config >"$STAGE/etc/config.yaml"
        NEW_CONFIG=1
        return
    fi
    if [[ -n $DRY_RUN ]]; then
        say "The region and the key would be asked for."
        return
    fi
    [[ -t 0 ]] || die "region (or url) and intake key are needed, and nobody is there to ask" "give --region NAME and --intake-key-file FILE"
    trial configure --config "$STAGE/etc/config.yaml" --key-file "$STAGE/etc/intake.key" ||
        die "the dialogue was left" "run install.sh again, or give --region NAME and --intake-key-file FILE"
    sed -i "s#$STAGE/etc/intake.key#${KEY#"$ROOT"}#" "$STAGE/etc/config.yaml"
    NEW_CONFIG=1 NEW_KEY=1
}

# The key comes from a file or from the environment, never from the command line, where every user sees it.
prepare_key() {
    local key=''
    if [[ -n $KEY_SOURCE ]]; then
        key=$(<"$KEY_SOURCE")
    elif [[ -n ${PULSE_SEKOIA_INTAKE_KEY-} ]]; then
        key=$PULSE_SEKOIA_INTAKE_KEY
    else
        return 0
    fi
    unset PULSE_SEKOIA_INTAKE_KEY
    key=${key//[$'\r\n\t ']/}
    [[ $key =~ ^[[:graph:]]+$ ]] || die "the intake key is empty or has unusual characters" "give the key alone, as Sekoia shows it (usually 32 letters and digits)"
    (umask 077 && printf '%s\n' "$key" >"$STAGE/etc/intake.key")
    NEW_KEY=1
}

write_config() {
    printf '# pulse-sekoia; every key is explained in the README. After a change: systemctl kill -s HUP rsyslog\nintake:\n'
    if [[ -n $URL ]]; then printf '  url: "%s"\n' "$URL"; else printf '  region: %s\n' "$REGION"; fi
    printf '  key_file: %s\n' "${KEY#"$ROOT"}"
    printf 'spool:\n  dir: %s\n' "${SPOOL#"$ROOT"}"
    [[ -n $PROXY$CA_FILE ]] || return 0
    printf 'http:\n'
    [[ -z $PROXY ]] || printf '  proxy: "%s"\n' "$PROXY"
    [[ -z $CA_FILE ]] || printf '  ca_file: %s\n' "${ETC#"$ROOT"}/ca.pem"
}

# The spool that the configuration names; nothing where it names none.
configured_spool() {
    # spool:            or   spool: {dir: /data, …}
    #   dir: /data
    sed -nE '/^spool:/,/^[^[:space:]#]/ s/^(spool:)?[[:space:]{].*\bdir:[[:space:]]*["'\'']?([^"'\''[:space:],}#]+).*/\2/p
        /^spool:/,/^[^[:space:]#]/ s/^[[:space:]]+dir:[[:space:]]*["'\'']?([^"'\''[:space:],}#]+).*/\1/p' "$CONFIG" 2>/dev/null | head -n 1
}

# value_in_config KEY: the first value of that name, whatever its section.
value_in_config() {
    sed -nE 's/^[^#]*\b'"$1"':[[:space:]]*["'\'']?([^"'\''[:space:],}#]+).*/\1/p' "$CONFIG" 2>/dev/null | head -n 1
}

# The files with keys that the configuration names.
key_files() {
    sed -nE 's/^[^#]*\bkey_file:[[:space:]]*["'\'']?([^"'\''[:space:],}#]+).*/\1/p' "$CONFIG" 2>/dev/null
}
