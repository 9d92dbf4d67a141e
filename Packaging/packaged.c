// Linked into packaged files only. The names are weak references elsewhere: Sources/CVersion and Sources/CTerminal.

// How the file is linked, for `gaapscope --version`.
const char packaged_linkage[] = LINKAGE;

// ncurses is linked to the functions of Sources/CTerminal/characters.c.
const char packaged_characters[] = "UTF-8";
