# shellcheck shell=bash
# Common functions of the scripts. Source this file: it changes to the top folder of the repository.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The minimum Swift version for building this package.
swift_major=6 swift_minor=2

say() { printf '==> %s\n' "$*" >&2; }
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Exits with an error message if Swift is missing or too old.
require_swift() {
    local wanted="Swift $swift_major.$swift_minor or later is needed: https://www.swift.org/install/linux/"
    command -v swift >/dev/null || die "swift is not on the PATH. $wanted"
    local version major minor
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    [[ $version ]] || die "swift --version does not print a version. $wanted"
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

# install_packages WHY PACKAGE…: installs Debian packages. WHY says what is missing, for systems without apt-get.
install_packages() {
    local why=$1
    shift
    local manually="install it manually: apt-get install $*"
    command -v apt-get >/dev/null || die "$why, and there is no apt-get; install the package that provides it"
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "$why, and there is no sudo; as root, $manually"
        as_root=(sudo)
        [[ -t 0 ]] || as_root+=(-n) # without a terminal, nobody can enter a password
    fi
    say "Installing $* (apt-get)"
    # The package lists may be old or missing. If they cannot be downloaded, the package may still be available.
    "${as_root[@]}" apt-get update -qq >&2 || say "apt-get update failed; continuing without it"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
        die "$* could not be installed; as root, $manually"
}

# require_packages HEADER PACKAGE…: installs the Debian packages unless the header already exists.
require_packages() {
    local header=$1
    shift
    have_header "$header" && return
    install_packages "$header is missing" "$@"
    have_header "$header" || die "$header is still missing after installing $*"
}

# source_version: prints the version number from the header that defines it.
source_version() {
    sed -n 's/^#define GAAPSCOPE_VERSION "\(.*\)"$/\1/p' Sources/CVersion/include/cversion.h
}

# name_source: sets the environment variables with the commit for Package.swift. Without git, the values that the caller
# has set are used. If the caller has set no values, the variables are empty.
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

# The compiler options of a release. Swift's own libraries are linked statically, unused functions are removed, and
# everything except the core is optimised for size (docs/decisions/0011). There is no debug information, which saves a
# sixth of the build time, and the file contains no path of this machine.
release_flags=(
    -c release --scratch-path "$scratch" --static-swift-stdlib --product gaapscope -debug-info-format none
    -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -Osize
    -Xswiftc -file-prefix-map -Xswiftc "$PWD/$scratch=./.build" -Xcc "-ffile-prefix-map=$PWD=."
    -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD/$scratch=./.build"
    -Xcc -fstack-protector-strong
)

# The options of every debug build. If the scripts used different options, each would rebuild everything. These builds
# are not used in a debugger, and they take less time without debug information.
# shellcheck disable=SC2034 # used by the scripts that source this file
debug_flags=(-debug-info-format none)

# build_release: builds the program with optimisation, and prints its path. The program starts in half the time of a
# debug build, and runs on machines without Swift.
#
# The compiler orders some of its work by addresses, so it gets the same addresses each time (setarch -R). Otherwise two
# builds of the same source would differ in a few functions.
build_release() {
    local fixed=()
    if setarch "$(uname -m)" -R true 2>/dev/null; then fixed=(setarch "$(uname -m)" -R); fi
    "${fixed[@]}" swift build "${release_flags[@]}" >&2 || die "the build failed; the reason is above"
    printf '%s\n' "$(swift build "${release_flags[@]}" --show-bin-path)/gaapscope"
}

# where_time_went STAMP: prints how many seconds each group of sources took in a build. The build must have started
# after the file STAMP was created. The time between two finished files is attributed to the second one.
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
            # …/release/MODULE.build/FILE; the build folder itself may also be named .build.
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

# require_libraries: installs the libraries of the program: ncurses with wide characters (an older name of the package
# is libncursesw5-dev), libsodium for the hash of a signature, and SQLite for the journal.
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

# run_tests OPTION…: runs the tests that are already built. The options are passed to `swift test`. Backtraces are
# disabled, because a test that crashes a program on purpose would wait for the backtrace.
run_tests() { SWIFT_BACKTRACE=enable=no swift test --skip-build "${debug_flags[@]}" --disable-xctest "$@"; }
