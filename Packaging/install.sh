#!/bin/sh
# Installs this archive below PREFIX (default: /usr/local), or removes the installed files:
# install.sh [--uninstall] [PREFIX]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
action=install
prefix=/usr/local
for word in "$@"; do
    case $word in
    --uninstall) action=uninstall ;;
    -h | --help)
        printf 'usage: install.sh [--uninstall] [PREFIX]\n'
        exit 0
        ;;
    /*) prefix=${word%/} ;;
    *)
        printf 'install.sh: %s: PREFIX must be an absolute path; usage: install.sh [--uninstall] [PREFIX]\n' "$word" >&2
        exit 2
        ;;
    esac
done
cd "$here"
find bin share -type f | sort | while IFS= read -r file; do
    target=$prefix/$file
    if [ "$action" = install ]; then
        mode=644
        [ "$file" != bin/gaapscope ] || mode=755
        mkdir -p "$(dirname "$target")"
        # A running program is replaced by a new file and not overwritten.
        cp "$file" "$target.new"
        chmod "$mode" "$target.new"
        mv -f "$target.new" "$target"
    else
        rm -f "$target"
    fi
done
if [ "$action" = install ]; then
    printf 'installed %s\n' "$prefix/bin/gaapscope"
else
    find "$prefix/share/doc/gaapscope" -depth -type d -exec rmdir {} + 2>/dev/null || true
    printf 'removed %s\n' "$prefix/bin/gaapscope"
fi
