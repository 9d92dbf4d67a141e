// Linked into packaged files only. The two texts are weak references elsewhere: Sources/CVersion and Sources/CTerminal.

// How the file is linked, for `gaapscope --version`.
const char packaged_linkage[] = LINKAGE;

// ncurses is linked to the functions of Sources/CTerminal/characters.c.
const char packaged_characters[] = "UTF-8";

// Swift's runtime looks for a program that prints backtraces, beside itself, before main. No packaged file has one
// beside it, and in a static program the search ends the process where /proc is missing. The linker puts this in place
// of the search.
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name);
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name) {
    (void)folder;
    (void)name;
    return 0;
}
