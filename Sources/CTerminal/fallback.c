// Terminal descriptions for systems without terminfo, such as a container that contains only the program. ncurses
// accepts a compiled description in the variable TERMINFO. The variable is set for a single lookup, and without setenv:
// setenv could move the array of variables while another thread reads it. A second array replaces the first one during
// the lookup, and then the first one is restored unchanged.

#define _GNU_SOURCE
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char **environment_before;

bool terminal_begin_built_in(const char *type) {
    static const char name[] = "TERMINFO=";
    const char *description = terminal_built_in_description(type);
    if (description == NULL || environment_before != NULL) return false;
    size_t count = 0;
    while (environ != NULL && environ[count] != NULL) count++;
    // Neither allocation is ever freed: another thread may still be reading it after the lookup.
    char **variables = calloc(count + 2, sizeof *variables);
    char *variable = malloc(sizeof name + strlen(description));
    if (variables == NULL || variable == NULL) {
        free(variables);
        free(variable);
        return false;
    }
    stpcpy(stpcpy(variable, name), description);
    size_t used = 0;
    variables[used++] = variable;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(environ[i], name, sizeof name - 1) != 0) variables[used++] = environ[i];
    }
    environment_before = environ;
    environ = variables;
    return true;
}

void terminal_end_built_in(void) {
    if (environment_before == NULL) return;
    environ = environment_before;
    environment_before = NULL;
}
