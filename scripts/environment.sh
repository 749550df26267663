# shellcheck shell=bash
# Makes a virtual environment with the project in it, once. `run` and `test` read this file; it runs nothing itself.
#
#   ready_environment ROOT VARIABLE DEFAULT EXTRAS
#
# When it returns, $folder is an environment that has the project with EXTRAS ("", "dev,web"): the folder that the
# environment variable VARIABLE names, else DEFAULT.
#
# The stamp in the folder is written last and removed first, so an environment with a stamp is whole. One whose
# stamp fits is taken as it is: no pip, no lock, no network. One with another stamp is brought up to date in place,
# which needs the network only for what is missing; where that fails it stays as it was. One without a stamp is made again from nothing.
#
# Everything that is said goes to standard error. Written for bash 3.2 and later, which macOS still has.

folder=
folder_variable=
log=
lock=
child=
half=
mark=.audarma-environment  # says that a folder was made here, and may therefore be removed here
stamp=.audarma-complete

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "audarma: $*"
    exit 1
}

# The stamp that FOLDER should have. Its own Python works it out, so one that no longer starts has none.
expected_stamp() { # ROOT FOLDER EXTRAS
    "$2/bin/python" -I -S -c '
import hashlib, sys, tomllib
from pathlib import Path
root, folder, extras = sys.argv[1:]
project = tomllib.loads(Path(root, "pyproject.toml").read_text("utf-8"))
parts = [root, folder, extras, sys.platform, "%d.%d" % sys.version_info[:2], project["project"], project["build-system"]]
parts += [project["tool"].get("hatch"), Path(root, "scripts", "constraints.txt").read_bytes()]
print(hashlib.sha256(repr(parts).encode()).hexdigest())
' "$@" 2>/dev/null
}

is_ready() { # ROOT FOLDER EXTRAS
    local found wanted
    [ -f "$2/$stamp" ] || return 1
    found=$(<"$2/$stamp")
    wanted=$(expected_stamp "$@") || return 1
    [ "$found" = "$wanted" ]
}

find_python() { # prints the first Python of 3.11 or later that can make environments
    local candidate version old="" bare=""
    for candidate in python3.13 python3.12 python3.11 python3 python; do
        # A name that is found need not start (a shim of a version manager), hence the trial.
        version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if ! "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            old="$old $candidate ($version)"
        elif ! "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
            bare=$version
        else
            command -v "$candidate"
            return
        fi
    done
    if [ -n "$bare" ]; then
        fail "Python $bare is here, but without the modules venv and ensurepip, which make the environment.
  Debian, Ubuntu:  sudo apt install python$bare-venv
  Elsewhere:       install Python 3.11 or later in full, then start this command again."
    fi
    fail "Python 3.11 or later is needed, and was not found.${old:+ Too old:$old.}
  Debian, Ubuntu:  sudo apt install python3 python3-venv
  Fedora:          sudo dnf install python3
  macOS:           brew install python
  Then start this command again."
}

# Two starts at once must not build the same folder. The kernel frees flock's lock when its holder and what that
# started are gone; where there is no flock, a folder with the numbers of both processes takes its place.
take_lock() { # FOLDER
    local holder alive unsigned=0
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$1.lock" || fail "cannot write to $1.lock."
        flock -n 9 && return
        say "Waiting for another start that is setting up $1 …"
        flock 9
        return
    fi
    lock=$1.lock.d
    until mkdir "$lock" 2>/dev/null; do
        alive=
        while read -r holder; do
            if kill -0 "$holder" 2>/dev/null; then alive=yes; fi
        done 2>/dev/null <"$lock/holders" || {
            unsigned=$((unsigned + 1)) # its holder has not written its number yet, or died before it could
            if [ "$unsigned" -lt 10 ]; then alive=yes; fi
        }
        if [ -z "$alive" ]; then
            rm -rf "$lock"
        else
            sleep 1
        fi
    done
    echo $$ >"$lock/holders"
}

free_lock() {
    if [ -n "$lock" ]; then
        rm -rf "$lock"
        lock=
    else
        exec 9>&-
    fi
}

# Runs a command in a process group of its own, so that a signal to this script ends it and all that it started.
attend() {
    set -m
    "$@" </dev/null >>"$log" 2>&1 &
    child=$!
    set +m
    if [ -n "$lock" ]; then echo "$child" >>"$lock/holders"; fi
    local code=0
    wait "$child" || code=$?
    child=
    return "$code"
}

interrupted() { # EXIT CODE
    trap '' INT TERM HUP
    if [ -n "$child" ]; then
        kill -TERM -- "-$child" 2>/dev/null || true
        wait "$child" 2>/dev/null || true
    fi
    if [ -n "$half" ]; then discard "$half"; fi
    free_lock
    say "audarma: interrupted; what was half set up has been removed."
    exit "$1"
}

discard() { # FOLDER: removes it, its mark last, so that a removal that is cut short can be gone on with
    find "$1" -mindepth 1 -maxdepth 1 ! -name "$mark" -exec rm -rf {} + 2>/dev/null || {
        sleep 1 # something that was just ended may have written one more file
        find "$1" -mindepth 1 -maxdepth 1 ! -name "$mark" -exec rm -rf {} +
    }
    rm -rf "$1"
}

unreachable() { # whether the log says that the network was missing
    grep -qiE 'name resolution|newconnectionerror|connection (refused|reset)|is unreachable|proxyerror|max retries|timed out' "$log"
}

explain() { # FOLDER: why pip or venv failed, in words, from the log
    local why="the installation failed"
    if grep -qiE 'no space left|disk quota' "$log"; then
        why="the disk is full; about 300 MB are needed, 2 GB for the tests (which bring torch; more with CUDA)"
    elif grep -qiE 'permission denied|read-only file system' "$log"; then
        why="a file or folder may not be written"
    elif unreachable; then
        why="the package index cannot be reached, and the first start needs the network"
    elif grep -qiE 'no matching distribution|could not find a version|resolutionimpossible' "$log"; then
        why="the package index has no fitting version of something (a very new Python, or an index of your own)"
    fi
    say "audarma: setting up $1 failed: $why."
    if ! unreachable; then
        { grep -E '^ *[A-Za-z]*([Ee]rror|ERROR):? ' "$log" || tail -n 4 "$log"; } | tail -n 4 | cut -c 1-300 | sed 's/^ */  | /' >&2
    fi
    say "  Nothing half made was kept; start the command again when this is mended. Everything that was said: $log"
}

remove_environment() { # FOLDER
    [ -e "$1" ] || return 0
    if [ ! -e "$1/$mark" ] && [ -n "$(ls -A "$1" 2>/dev/null)" ]; then
        fail "$1 is there already and was not made by this script.
  Remove or rename it, or name another folder in $folder_variable."
    fi
    discard "$1" || fail "$1 is not whole, and cannot be removed."
}

install() { # ROOT FOLDER EXTRAS
    # The build backend goes in first and is then used from there, so that a later change of pyproject.toml is
    # installed without the network.
    local pip
    pip=("$2/bin/python" -I -m pip --disable-pip-version-check --no-input --quiet --retries 3 install)
    pip+=(--no-warn-script-location --constraint "$1/scripts/constraints.txt")
    attend "${pip[@]}" hatchling || return 1
    attend "${pip[@]}" --no-build-isolation --editable "$1${3:+[$3]}" || return 1
}

ready_environment() { # ROOT VARIABLE DEFAULT EXTRAS
    # Another project's path, and pip settings meant for other places, must not reach into the environment.
    unset PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_CONSTRAINT
    local root=$1 extras=$4 python
    folder_variable=$2
    folder=${!2:-$3}
    folder=${folder%/}
    case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
    if is_ready "$root" "$folder" "$extras"; then return; fi

    mkdir -p "$(dirname "$folder")" 2>/dev/null && [ -w "$(dirname "$folder")" ] ||
        fail "cannot write to $(dirname "$folder"). Name a folder of your own in $folder_variable."
    trap 'interrupted 130' INT
    trap 'interrupted 143' TERM
    trap 'interrupted 129' HUP
    take_lock "$folder"
    if ! is_ready "$root" "$folder" "$extras"; then
        log=$folder.log
        : >"$log"
        if [ -f "$folder/$stamp" ] && "$folder/bin/python" -I -m pip --version >/dev/null 2>&1; then
            say "Bringing $folder up to date …"
            half=$folder
            mv "$folder/$stamp" "$folder/$stamp.old"
        else
            python=$(find_python) || exit 1
            remove_environment "$folder"
            say "Setting up in $folder (once, about a minute) …"
            half=$folder
            mkdir -p "$folder"
            : >"$folder/$mark"
            attend "$python" -I -m venv "$folder" || give_up "$folder"
        fi
        if install "$root" "$folder" "$extras"; then
            expected_stamp "$root" "$folder" "$extras" >"$folder/$stamp.new"
            mv "$folder/$stamp.new" "$folder/$stamp"
            rm -f "$log"
        elif [ -f "$folder/$stamp.old" ] && unreachable; then
            # pip installs nothing before it has everything, so what was there is still whole.
            say "The package index cannot be reached; going on with the versions of before."
            mv "$folder/$stamp.old" "$folder/$stamp"
        else
            give_up "$folder"
        fi
        half=
    fi
    free_lock
    trap - INT TERM HUP
}

give_up() { # FOLDER
    explain "$1"
    discard "$1"
    free_lock
    exit 1
}
