# shellcheck shell=bash
# What the scripts have in common. To be sourced; leaves the caller at the repository's top.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Oldest Swift that builds this package.
swift_major=6 swift_minor=2

say() { printf '==> %s\n' "$*" >&2; }
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Ends with a clear line when there is no Swift, or one too old.
require_swift() {
    local wanted="Swift $swift_major.$swift_minor or later is needed: https://www.swift.org/install/linux/"
    command -v swift >/dev/null || die "swift is not on the PATH. $wanted"
    local version major minor
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    [[ $version ]] || die "swift --version does not say its version. $wanted"
    major=${version%.*} minor=${version#*.}
    ((major > swift_major || (major == swift_major && minor >= swift_minor))) ||
        die "this is Swift $version. $wanted"
}

have_header() {
    local folder
    for folder in /usr/include /usr/local/include; do
        [[ -e $folder/$1 ]] && return
    done
    return 1
}

# install_packages WHY PACKAGE…: installs Debian packages. WHY says what is missing, for people whose system has none.
install_packages() {
    local why=$1
    shift
    local by_hand="install it by hand: apt-get install $*"
    command -v apt-get >/dev/null || die "$why, and there is no apt-get; install what provides it"
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "$why, and there is no sudo; as root, $by_hand"
        as_root=(sudo)
        [[ -t 0 ]] || as_root+=(-n) # nobody there to type a password
    fi
    say "Installing $* (apt-get)"
    # The lists may be old or absent; where they cannot be had, the package may still be at hand.
    "${as_root[@]}" apt-get update -qq >&2 || say "apt-get update failed; going on without"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
        die "$* could not be installed; as root, $by_hand"
}

# require_packages HEADER PACKAGE…: installs the Debian packages unless the header is there already.
require_packages() {
    local header=$1
    shift
    have_header "$header" && return
    install_packages "$header is missing" "$@"
    have_header "$header" || die "$header is still missing after installing $*"
}

# The version, from the one place that has it.
source_version() {
    sed -n 's/^#define GAAPSCOPE_VERSION "\(.*\)"$/\1/p' Sources/CVersion/include/cversion.h
}

# name_source: says by the environment which commit is built (Package.swift). Without git it says what the caller has
# set, or nothing.
name_source() {
    local git=(git -c safe.directory="$PWD")
    if command -v git >/dev/null && [[ -e .git ]] && GAAPSCOPE_COMMIT=$("${git[@]}" rev-parse HEAD 2>/dev/null); then
        GAAPSCOPE_COMMIT=${GAAPSCOPE_COMMIT:0:7}
        [[ ! $("${git[@]}" status --porcelain) ]] || GAAPSCOPE_COMMIT+=-modified
        GAAPSCOPE_COMMIT_DATE=$(TZ=UTC "${git[@]}" log -1 --format=%cd --date=format-local:%Y-%m-%d)
    fi
    export GAAPSCOPE_COMMIT=${GAAPSCOPE_COMMIT:-} GAAPSCOPE_COMMIT_DATE=${GAAPSCOPE_COMMIT_DATE:-}
}

# The build folder of releases.
scratch=${GAAPSCOPE_SCRATCH:-.build}

# How a release is compiled. Swift's own libraries are linked in, functions that nobody calls are left out, and what is
# not the core is compiled for size (docs/decisions/0011). Nothing is compiled for a debugger, which saves a sixth of
# the time, and no path of this machine gets into the file.
release_flags=(
    -c release --scratch-path "$scratch" --static-swift-stdlib --product gaapscope -debug-info-format none
    -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -Osize
    -Xswiftc -file-prefix-map -Xswiftc "$PWD/$scratch=./.build" -Xcc "-ffile-prefix-map=$PWD=."
    -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD/$scratch=./.build"
    -Xcc -fstack-protector-strong
)

# The options of every debug build. Scripts that differ in them would build everything again. Nobody debugs these
# builds, and they take less time without debug information.
# shellcheck disable=SC2034 # for the scripts that source this one
debug_flags=(-debug-info-format none)

# build_release: builds the program with optimisation, and prints where it is. It starts in half the time of a debug
# build, and runs on machines without Swift.
build_release() {
    swift build "${release_flags[@]}" >&2 || die "the build failed; the reason is above"
    printf '%s\n' "$(swift build "${release_flags[@]}" --show-bin-path)/gaapscope"
}

# where_time_went STAMP: prints the seconds of a build that began after the file STAMP, by what the compiler worked on.
# The time between two finished files counts for the second one.
where_time_went() {
    local own
    own=$(printf '%s ' Sources/*/)
    {
        stat -c '%.9Y -' "$1"
        find "$scratch" -name '*.o' -newer "$1" -printf '%T@ %p\n' | sort -n
        date '+%s.%N linking'
    } | awk -v own="$own" '
        function group(path) {
            if (path == "linking") return "linking"
            # …/release/MODULE.build/FILE; the build folder itself may be called .build, too.
            sub(/^.*\/release\//, "", path)
            sub(/\.build\/.*/, "", path)
            if (path == "CNIOBoringSSL") return "TLS (BoringSSL)"
            if (index(own, "Sources/" path "/")) return "gaapscope"
            return path ~ /NIO|HTTP|Hummingbird/ ? "HTTP (NIO, client and server)" : "other packages"
        }
        $2 != "-" { seconds[group($2)] += $1 - last }
        { last = $1 }
        END { for (name in seconds) printf "%6.0f s  %s\n", seconds[name], name }' | sort -rn
}

# What the program itself is built with: ncurses with wide characters (libncursesw5-dev is the package's older name),
# libsodium for the hash of a signature, and SQLite for the journal.
require_libraries() {
    require_packages ncurses.h libncurses-dev
    require_packages sodium.h libsodium-dev
    require_packages sqlite3.h libsqlite3-dev
}

# build_tests: builds the program and all tests.
build_tests() {
    require_swift
    require_libraries
    require_packages vterm.h libvterm-dev
    say "Building the program and its tests"
    swift build --build-tests "${debug_flags[@]}"
}

# run_tests OPTION…: runs tests that are built; the options go to `swift test`. A test that crashes a program on
# purpose would otherwise wait for its backtrace.
run_tests() { SWIFT_BACKTRACE=enable=no swift test --skip-build "${debug_flags[@]}" --disable-xctest "$@"; }
