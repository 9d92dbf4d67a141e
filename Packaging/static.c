// Linked only into the static file. A static program cannot load the modules that nsswitch.conf lists: if `resolve`,
// `myhostname` or `mymachines` is in the list, glibc ends the program at the first lookup. The lookups that are built
// into glibc are sufficient.

extern int __nss_configure_lookup(const char *database, const char *services);

__attribute__((constructor)) static void use_built_in_lookups(void) {
    __nss_configure_lookup("hosts", "files dns");
    __nss_configure_lookup("passwd", "files");
    __nss_configure_lookup("group", "files");
    __nss_configure_lookup("services", "files");
}
