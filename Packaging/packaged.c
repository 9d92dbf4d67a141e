// Linked only into packaged files. Other builds have no definition of the two texts, which Sources/CVersion and
// Sources/CTerminal declare as weak references.

// How the file is linked, for `gaapscope --version`.
const char packaged_linkage[] = LINKAGE;

// ncurses is linked to the functions of Sources/CTerminal/characters.c.
const char packaged_characters[] = "UTF-8";

// Before main, Swift's runtime searches its own directory for a program that prints backtraces. No packaged file has
// such a program beside it, and in a static program the search ends the process if /proc is missing. The linker
// replaces the search by this function.
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name);
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name) {
    (void)folder;
    (void)name;
    return 0;
}
