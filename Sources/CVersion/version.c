#include "cversion.h"

#include <stddef.h>

// The same compiled program is linked in several ways, and only the linker knows which. Each packaged file gets this
// text from a separate object file (Packaging). Other builds do not have it.
extern const char packaged_linkage[] __attribute__((weak));

const char *version_number(void) { return GAAPSCOPE_VERSION; }

const char *version_release_date(void) { return GAAPSCOPE_RELEASE_DATE; }

const char *version_commit(void) {
#ifdef GAAPSCOPE_COMMIT
    return GAAPSCOPE_COMMIT;
#else
    return NULL;
#endif
}

const char *version_date(void) {
#ifdef GAAPSCOPE_COMMIT_DATE
    return GAAPSCOPE_COMMIT_DATE;
#else
    return NULL;
#endif
}

const char *version_linkage(void) { return packaged_linkage; }
