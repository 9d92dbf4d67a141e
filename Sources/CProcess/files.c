// Opens files that other people may have created. Opening a pipe without a writer would block, reading a terminal would
// block, and reading a device might never end.

#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int refusal(mode_t mode) {
    if (S_ISDIR(mode)) return PROCESS_FILE_IS_DIRECTORY;
    return S_ISFIFO(mode) ? PROCESS_FILE_IS_PIPE : PROCESS_FILE_IS_OTHER;
}

int process_open_file(const char *path, bool follows_link, long long *size) {
    struct stat facts;
    // Opening a device can have side effects.
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode)) return refusal(facts.st_mode);
    const int more = follows_link ? 0 : O_NOFOLLOW;
    const int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | more);
    if (file < 0) return errno == ELOOP && !follows_link ? PROCESS_FILE_IS_LINK : PROCESS_FILE_ERROR;
    int reason = PROCESS_FILE_ERROR;
    if (fstat(file, &facts) == 0) {
        if (S_ISREG(facts.st_mode)) {
            *size = facts.st_size;
            return file;
        }
        reason = refusal(facts.st_mode);
    }
    const int code = errno;
    close(file);
    errno = code;
    return reason;
}

const char *process_entry_name(const struct dirent *entry) { return entry->d_name; }
