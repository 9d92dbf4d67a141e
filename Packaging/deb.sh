# shellcheck shell=bash disable=SC2154 # scripts/package and lib-link.sh set the other variables
# Builds the .deb. Sourced by scripts/package.

root=$work/root
rm -rf "$root"
files "$work/glibc/gaapscope" "$work/glibc/licences" "dist/gaapscope-$version-linux-$machine.cdx.json" "$root/usr"
doc=$root/usr/share/doc/gaapscope
# Debian's zsh uses this directory. Debian's policy requires other formats for the licence and the changelog.
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
rm "$doc/LICENSE" "$doc/CHANGELOG.md"
sed -i 's|(LICENSE)|(copyright)|g; s|(CHANGELOG.md)|(NEWS.gz)|g' "$doc"/README*.md
{
    printf 'gaapscope (%s) unstable; urgency=medium\n\n  * See NEWS.gz.\n\n' "$version"
    printf ' -- gaapscope maintainers <maintainers@example.org>  %s\n' "$(date -Ru -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$doc/changelog.gz"
gzip -9nc CHANGELOG.md >"$doc/NEWS.gz"
cp Packaging/debian-copyright "$doc/copyright"
install -Dm644 Packaging/lintian-overrides "$root/usr/share/lintian/overrides/gaapscope"
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<X
Package: gaapscope
Version: $version
Architecture: $deb_machine
Maintainer: gaapscope maintainers <maintainers@example.org>
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f 1)
Depends: libc6 (>= $oldest_glibc)
Recommends: ca-certificates
Section: net
Priority: optional
Homepage: https://www.tencentcloud.com/document/product/608
Description: terminal browser for the listeners of Tencent Cloud GAAP
 Shows what is down, where, and which origin, over every proxy and proxy group
 of an account of the Global Application Acceleration Platform. Keyboard-driven
 and read-only, made for ssh on an ops box. Commands print the same data for
 scripts and for monitoring.
X
(cd "$root" && find usr -type f | sort | xargs md5sum >DEBIAN/md5sums)
find "$root" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz -z9 -b "$root" "dist/gaapscope_${version}_$deb_machine.deb" >&2
