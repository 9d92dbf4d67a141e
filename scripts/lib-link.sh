# shellcheck shell=bash disable=SC2154 # scratch and release_flags are set in lib.sh
# Links the compiled program to a file that runs on every supported system. Sourced after lib.sh. The values that depend
# on the machine are at the top.

# The oldest glibc that the dynamic file supports, and the compiler from PyPI that contains the symbols of that glibc.
oldest_glibc=2.17
zig_version=0.17.1
machine=$(uname -m)
case $machine in
x86_64) triple=x86_64-linux-gnu emulation=elf_x86_64 loader=/lib64/ld-linux-x86-64.so.2 deb_machine=amd64 ;;
aarch64) triple=aarch64-linux-gnu emulation=aarch64linux loader=/lib/ld-linux-aarch64.so.1 deb_machine=arm64 ;;
*) die "packages for $machine are not supported" ;;
esac
export deb_machine

# The functions for characters that ncurses calls. They are redirected to Sources/CTerminal/characters.c.
locale_functions=(wcwidth iswprint wcrtomb mbrtowc mbtowc mblen mbstowcs wcsrtombs wcstombs btowc wctob nl_langinfo)
# The system libraries that are linked in besides libgcc and glibc: those of Package.swift, and the C++ library that the
# Swift libraries need.
mapfile -t linked_libraries < <(grep -o 'linkedLibrary("[^"]*")' Package.swift | cut -d '"' -f 2 | sort -u)
linked_libraries+=(stdc++)

# Prints the folder that contains swift_static.
swift_home() { dirname "$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')"; }
system_file() { clang --target="$triple" -print-file-name="$1"; }

# zig_glibc WORK: creates stub libraries for the linker that have only the symbols of the old glibc.
zig_glibc() {
    local folder=$1/glibc-$oldest_glibc venv=$scratch/zig file
    if [[ ! -x $venv/bin/python || ! -e $venv/$zig_version ]]; then
        python3 -m venv --clear "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check "ziglang==$zig_version" >&2 ||
            die "ziglang, which has the symbols of glibc $oldest_glibc, could not be installed from PyPI"
        touch "$venv/$zig_version"
    fi
    mkdir -p "$folder"
    printf 'int main(void) { return 0; }\n' >"$1/empty.c"
    ZIG_GLOBAL_CACHE_DIR=$PWD/$scratch/zig-cache ZIG_LOCAL_CACHE_DIR=$PWD/$scratch/zig-cache \
        "$venv/bin/python" -m ziglang cc -target "$triple.$oldest_glibc" -fno-sanitize=all -pie -fPIE "$1/empty.c" -o "$1/empty" >&2 ||
        die "the stub libraries of glibc $oldest_glibc could not be created"
    while IFS= read -r file; do cp "$file" "$folder/"; done < <(
        find "$scratch/zig-cache/o" \( -name 'lib*.so.[0-9]' -o -name Scrt1.o -o -name libc_nonshared.a \) -print)
    (cd "$folder" && for file in m pthread dl rt util resolv; do ln -sf "$(echo lib$file.so.[0-9])" "lib$file.so"; done)
    printf 'INPUT(%s %s)\n' "$PWD/$folder/libc.so.6" "$PWD/$folder/libc_nonshared.a" >"$folder/libc.so"
}

# prepare_libraries WORK: copies the static libraries to WORK/lib, and creates the stub libraries of the old glibc.
prepare_libraries() {
    local library file function
    mkdir -p "$1/lib"
    for function in "${locale_functions[@]}"; do printf '%s characters_%s\n' "$function" "$function"; done >"$1/redefine"
    for library in "${linked_libraries[@]}" gcc gcc_eh; do
        file=$(system_file "lib$library.a")
        [[ -e $file ]] || die "lib$library.a is missing: install the development package of the library"
        case $library in
        ncursesw | tinfo) objcopy --redefine-syms="$1/redefine" "$file" "$1/lib/lib$library.a" ;;
        *) cp "$file" "$1/lib/" ;;
        esac
    done
    zig_glibc "$1"
}

# swift_libraries OBJECTS OUTPUT: prints the libraries that the compiled modules require.
swift_libraries() { swift-autolink-extract "@$1" -o "$2" && tr ' ' '\n' <"$2" | grep '^-l' | sort -u; }

# link_program glibc|static WORK OUTPUT LINKAGE: links the objects of the release. The linker writes its map to
# OUTPUT.map.
link_program() {
    local form=$1 work=$2 output=$3 linkage=$4
    local release objects swift start end first form_flags own
    release=$(swift build "${release_flags[@]}" --show-bin-path)
    objects=$release/gaapscope.product/Objects.LinkFileList
    swift=$(swift_home)/swift_static/linux
    own=("$work/$form/packaged.o")
    local compile=(clang "--target=$triple" -O2 -fPIC -fstack-protector-strong -Wall -Wextra -Werror -c)
    "${compile[@]}" -DLINKAGE="\"$linkage\"" Packaging/packaged.c -o "$work/$form/packaged.o"
    case $form in
    glibc)
        "${compile[@]}" Packaging/glibc217.c -o "$work/$form/glibc217.o"
        own+=("$work/$form/glibc217.o")
        first=$work/glibc-$oldest_glibc/Scrt1.o
        form_flags=(-dynamic-linker "$loader" -L "$work/glibc-$oldest_glibc" --as-needed)
        ;;
    static)
        "${compile[@]}" Packaging/static.c -o "$work/$form/static.o"
        own+=("$work/$form/static.o")
        first=$(system_file rcrt1.o)
        # The C library supports these packed relocations, which need a sixth of the space.
        form_flags=(-static --no-dynamic-linker --pack-dyn-relocs=relr -z text -L "$(dirname "$first")"
            -u pthread_self -u pthread_once -u pthread_key_create)
        ;;
    esac
    start=("$first" "$(system_file crti.o)" "$(system_file crtbeginS.o)" "$swift/$machine/swiftrt.o")
    end=("$(system_file crtendS.o)" "$(system_file crtn.o)")
    python3 Packaging/objects.py "$objects" Sources "$work/$form/always" "$work/$form/on-demand" ||
        die "the objects could not be read"
    local required
    mapfile -t required < <(swift_libraries "$objects" "$work/$form/autolink")
    # Most objects of packages are linked only if something refers to them (--start-lib, Packaging/objects.py).
    # Identical functions are stored once (--icf=all). Symbols and debug information are removed (-s).
    ld.lld -pie -m "$emulation" -o "$output" -Map="$output.map" -s -O2 --gc-sections --icf=all --build-id=sha1 --hash-style=gnu \
        --eh-frame-hdr --exclude-libs ALL --no-export-dynamic -z relro -z now -z noexecstack --defsym main=gaapscope_main \
        --wrap=swift_copyAuxiliaryExecutablePath -T Packaging/discard.lds \
        "${start[@]}" "@$work/$form/always" "${own[@]}" --start-lib "@$work/$form/on-demand" --end-lib -nostdlib -L "$work/lib" -L "$swift" -L Packaging/empty "${form_flags[@]}" \
        --start-group "${required[@]}" -lswiftCore -ldispatch -lBlocksRuntime "${linked_libraries[@]/#/-l}" -lz -lm -lpthread -ldl \
        -lgcc -lgcc_eh -lc --end-group "${end[@]}" || die "$form could not be linked"
}

# newest_symbol PROGRAM: prints the newest glibc version that a symbol requires.
newest_symbol() { objdump -T "$1" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -n 1; }

# check_program FORM PROGRAM LIMIT: exits with an error if the file does not have the required properties.
check_program() {
    local form=$1 program=$2 limit=$3 size needed newest
    size=$(stat -c %s "$program")
    ((size <= limit)) || die "$form has $size bytes; the limit is $limit"
    readelf -hW "$program" | grep -e 'Type:.*DYN' >/dev/null || die "$form is not position independent (PIE)"
    readelf -lW "$program" | grep -e GNU_RELRO >/dev/null || die "$form has no RELRO"
    readelf -dW "$program" | grep -Ee 'BIND_NOW|FLAGS_1.*NOW' >/dev/null || die "$form resolves symbols lazily, so its RELRO is not full"
    ! readelf -lW "$program" | grep -E 'GNU_STACK.*RWE' || die "$form has an executable stack"
    ! readelf -SW "$program" | grep -e '\.debug_' >/dev/null || die "$form has debug information"
    ! grep -aqF -e "$PWD" -e "$scratch/checkouts" "$program" || die "$form contains the path of the build folder"
    needed=$(readelf -dW "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
    if [[ $form == static ]]; then
        [[ ! $needed ]] || die "static requires libraries: ${needed//$'\n'/ }"
        return
    fi
    ! grep -Ev '^(libc|libm|libpthread|libdl|librt|libutil|libresolv)\.so\.[0-9]+$|^ld-linux' <<<"$needed" ||
        die "$form requires libraries besides glibc: ${needed//$'\n'/ }"
    newest=$(newest_symbol "$program")
    [[ $(printf 'GLIBC_%s\n%s\n' "$oldest_glibc" "$newest" | sort -V | tail -n 1) == "GLIBC_$oldest_glibc" ]] ||
        die "$form requires $newest: $(objdump -T "$program" | grep -F "$newest" | awk '{print $NF}' | tr '\n' ' ')"
    objdump -T "$program" | grep -e __stack_chk_fail >/dev/null || die "$form has no stack protector in its C code"
}
