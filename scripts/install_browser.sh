#!/usr/bin/env bash
# Installs what the tests of the page need: Debian's Chromium with Chinese fonts, and two npm packages in a folder.
#   scripts/install_browser.sh [FOLDER]     default ~/.cache/summarizer-dev/browser
# Does nothing that is done already. The tests are skipped, saying why, where this fails.
set -euo pipefail

folder="${1:-$HOME/.cache/summarizer-dev/browser}"
packages=(playwright-core@1.65.1 axe-core@4.14.1)

if [[ ! -x /usr/bin/chromium ]]; then
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        echo "no /usr/bin/chromium: install your system's chromium (as root on Debian: apt-get install chromium)" >&2
        exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-noto-core fonts-noto-cjk >/dev/null
fi

stamp="$folder/.installed"
if [[ "$(cat "$stamp" 2>/dev/null)" != "${packages[*]}" ]]; then
    command -v npm >/dev/null || { echo "no npm: install Node.js 20 or newer" >&2; exit 1; }
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "${packages[@]}"
    echo "${packages[*]}" >"$stamp"
fi
