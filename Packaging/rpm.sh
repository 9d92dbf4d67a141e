# shellcheck shell=bash disable=SC2154 # scripts/package and lib-link.sh set the other variables
# Builds the .rpm in a format that the rpm of CentOS 7 can read. Sourced by scripts/package.

root=$work/root
rm -rf "$root" "$work/rpm"
files "$work/glibc/gaapscope" "$work/glibc/licences" "dist/gaapscope-$version-linux-$machine.cdx.json" "$root/usr"
find "$root" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$work/rpm"
LC_ALL=C rpmbuild -bb --quiet --target "$machine" Packaging/gaapscope.spec \
    --define "_topdir $PWD/$work/rpm" --define "_rpmdir $PWD/$work/rpm" --define "_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm" \
    --define "release_version $version" --define "laid_out $PWD/$root" --define "oldest_glibc $oldest_glibc" \
    --buildroot "/tmp/gaapscope-rpm-$$" >"$work/rpm.log" 2>&1 || {
    cat "$work/rpm.log" >&2
    die "rpmbuild failed"
}
mv "$work"/rpm/*.rpm dist/
