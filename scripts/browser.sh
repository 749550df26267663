# shellcheck shell=bash
# Finds a Chromium and its driver for the tests of the web form, or installs Debian's. `test` reads this file.
#
# Where they cannot be had (no apt, no rights, no network) it says so; the tests marked `browser` then say that they
# were skipped, and all others run. AUDARMA_BROWSER=required makes that an error.

ready_browser() {
    if command -v chromedriver >/dev/null 2>&1; then
        for name in chromium chromium-browser google-chrome; do
            if command -v "$name" >/dev/null 2>&1; then return; fi
        done
    fi
    local rights=()
    if [ "$(id -u)" -ne 0 ]; then rights=(sudo -n); fi
    if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
        say "Installing Chromium for the tests of the web form …"
        if "${rights[@]}" env DEBIAN_FRONTEND=noninteractive bash -c \
            'apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium chromium-driver fonts-dejavu-core' \
            >/dev/null 2>&1 </dev/null; then
            return
        fi
    fi
    say "Chromium and chromedriver are not here and could not be installed: the tests of the web form are skipped."
    say "  Debian, Ubuntu:  sudo apt install chromium chromium-driver"
    if [ "${AUDARMA_BROWSER:-}" = required ]; then exit 1; fi
}
