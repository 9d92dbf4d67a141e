// Linked into the static file only. A static program cannot load the modules that nsswitch.conf names: with `resolve`,
// `myhostname` or `mymachines` in it, glibc ends the program at the first look-up. What is in glibc itself suffices.

extern int __nss_configure_lookup(const char *database, const char *services);

__attribute__((constructor)) static void use_built_in_lookups(void) {
    __nss_configure_lookup("hosts", "files dns");
    __nss_configure_lookup("passwd", "files");
    __nss_configure_lookup("group", "files");
    __nss_configure_lookup("services", "files");
}
