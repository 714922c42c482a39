# shellcheck shell=bash
# Whether the release bundle is what its makers packed: each file by SHA256SUMS, and SHA256SUMS by their signature.
# A checkout has neither, and is what it is.

check_bundle() {
    local sums=$SOURCE/SHA256SUMS listed present
    if [[ ! -e $sums ]]; then
        [[ -z $VERIFY_KEY ]] || die "there is no SHA256SUMS to verify" "use a release bundle, or leave --verify-key out"
        return
    fi
    [[ -z $VERIFY_KEY ]] || check_signature "$sums"
    (cd "$SOURCE" && sha256sum --check --quiet --strict SHA256SUMS) >/dev/null 2>&1 ||
        die "the bundle is damaged or was changed: its files are not those of SHA256SUMS" "fetch it again; which ones: cd $SOURCE && sha256sum -c --quiet SHA256SUMS"
    # Nothing that nobody vouches for, either.
    listed=$(sed 's/^[0-9a-f]* [ *]//' "$sums" | LC_ALL=C sort)
    present=$(cd "$SOURCE" && find . ! -type d ! -path ./SHA256SUMS ! -path './SHA256SUMS.*' | LC_ALL=C sort)
    [[ $listed == "$present" ]] ||
        die "the bundle holds files that are not in SHA256SUMS: $(comm -13 <(printf '%s\n' "$listed") <(printf '%s\n' "$present") | head -n 3 | tr '\n' ' ')" "unpack it again, into an empty directory"
}

# check_signature FILE: by a public key of minisign, or a keyring or armored key of gpg.
check_signature() {
    [[ -r $VERIFY_KEY ]] || die "--verify-key $VERIFY_KEY cannot be read"
    if [[ -e $1.minisig ]]; then
        have minisign || die "minisign is missing" "apt-get install minisign"
        minisign -V -q -p "$VERIFY_KEY" -m "$1" -x "$1.minisig" >/dev/null 2>&1 && return
    elif [[ -e $1.asc ]]; then
        have gpgv && have gpg || die "gpg and gpgv are missing" "apt-get install gpg gpgv"
        local home=$STAGE/gnupg
        mkdir -m 0700 "$home"
        gpg --homedir "$home" --batch --quiet --yes --output "$home/key.gpg" --dearmor <"$VERIFY_KEY" 2>/dev/null ||
            cat -- "$VERIFY_KEY" >"$home/key.gpg"
        gpgv --homedir "$home" --keyring "$home/key.gpg" "$1.asc" "$1" >/dev/null 2>&1 && return
    else
        die "the bundle is not signed" "fetch a signed one, or leave --verify-key out"
    fi
    die "SHA256SUMS is not signed by the key $VERIFY_KEY" "do not install this bundle; ask those who gave it to you"
}
