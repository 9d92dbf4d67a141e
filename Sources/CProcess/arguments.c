// The arguments of main. Swift's CommandLine reads /proc/self/cmdline and therefore sees no arguments where /proc is
// missing. The C library passes the arguments of main to every constructor, also in a static executable.

#define _GNU_SOURCE
#include "cprocess.h"

#include <unistd.h>

static int count;
static char **arguments;

__attribute__((constructor)) static void take_arguments(int argc, char **argv, char **environment) {
    (void)environment;
    count = argc;
    arguments = argv;
}

int process_argument_count(void) { return count; }

const char *process_argument(int index) {
    return index >= 0 && index < count ? arguments[index] : NULL;
}

const char *process_variable(int index) { return environ == NULL ? NULL : environ[index]; }
