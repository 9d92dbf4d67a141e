// Functions that are newer than glibc 2.17 and that the libraries in the program call. They are linked only into the
// file for glibc 2.17, which then does not need them from the system. Functions that are system calls return ENOSYS on
// a kernel that does not have the call, and their callers handle that.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

// libstdc++ reads this variable to find out whether it may omit atomic operations. The value 0 means that it may not.
char __libc_single_threaded;

int memfd_create(const char *name, unsigned flags) { return (int)syscall(SYS_memfd_create, name, flags); }

ssize_t getrandom(void *bytes, size_t count, unsigned flags) { return syscall(SYS_getrandom, bytes, count, flags); }

void explicit_bzero(void *bytes, size_t count) {
    memset(bytes, 0, count);
    // Without this, the compiler would remove the memset, because the bytes are never read.
    __asm__ __volatile__("" : : "r"(bytes) : "memory");
}

void __explicit_bzero_chk(void *bytes, size_t count, size_t capacity);
void __explicit_bzero_chk(void *bytes, size_t count, size_t capacity) {
    if (count > capacity) abort();
    explicit_bzero(bytes, count);
}

// On 64-bit systems fcntl always supports large offsets.
int fcntl64(int file, int command, ...);
int fcntl64(int file, int command, ...) {
    va_list arguments;
    va_start(arguments, command);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return fcntl(file, command, argument);
}

// The stack size of threads that are created later. If the C library has these two functions, they are used. An older C
// library takes the soft limit of the stack at the start and cannot change it.
static int default_attributes(const char *name, const pthread_attr_t *attributes) {
    int (*function)(const pthread_attr_t *);
    *(void **)&function = dlsym(RTLD_NEXT, name);
    return function != NULL ? function(attributes) : ENOSYS;
}

int pthread_getattr_default_np(pthread_attr_t *attributes) {
    return default_attributes("pthread_getattr_default_np", attributes);
}

int pthread_setattr_default_np(const pthread_attr_t *attributes) {
    return default_attributes("pthread_setattr_default_np", attributes);
}

// Closes all descriptors that are open now. The upper bound is the limit of the process: no descriptor above it can
// have been opened.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from) {
    const long limit = sysconf(_SC_OPEN_MAX);
    for (int file = from; file < (limit > 0 ? limit : 1024); file++) {
        if (fcntl(file, F_GETFD) < 0) continue;
        const int error = posix_spawn_file_actions_addclose(actions, file);
        if (error != 0) return error;
    }
    return 0;
}

// Finds the object that contains an address, and its table for unwinding. libgcc calls this function for every frame of
// an exception. Needed with GCC 12 and later.
#ifdef DLFO_STRUCT_HAS_EH_DBASE
struct search {
    ElfW(Addr) address;
    struct dl_find_object *found;
};

static int match_object(struct dl_phdr_info *object, size_t size, void *data) {
    (void)size;
    struct search *search = data;
    ElfW(Addr) start = 0, end = 0;
    void *table = NULL;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        const ElfW(Addr) at = object->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && search->address >= at && search->address - at < part->p_memsz) {
            start = at;
            end = at + part->p_memsz;
        }
        if (part->p_type == PT_GNU_EH_FRAME) table = (void *)at;
    }
    if (end == 0 || table == NULL) return 0;
    memset(search->found, 0, sizeof *search->found);
    search->found->dlfo_map_start = (void *)start;
    search->found->dlfo_map_end = (void *)end;
    search->found->dlfo_eh_frame = table;
    return 1;
}

int _dl_find_object(void *address, struct dl_find_object *found) {
    struct search search = {(ElfW(Addr))address, found};
    return dl_iterate_phdr(match_object, &search) != 0 ? 0 : -1;
}
#endif
