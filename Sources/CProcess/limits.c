// The resource limits of the process. Dispatch and NIO end the process, or wait forever, when they get no thread, no
// memory or no descriptor. The program therefore checks the limits before it starts them.

#define _GNU_SOURCE
#include "cprocess.h"

#include <pthread.h>
#include <sys/resource.h>

// Raises a soft limit to `wanted` if it is lower and the hard limit allows it. Returns the soft limit, which may be
// RLIM_INFINITY.
static rlim_t raise_limit(int resource, rlim_t wanted) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return RLIM_INFINITY;
    if (limit.rlim_cur >= wanted) return limit.rlim_cur;
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    return setrlimit(resource, &limit) == 0 ? limit.rlim_cur : before;
}

static long clamped(rlim_t limit) { return limit > 1 << 30 ? 1 << 30 : (long)limit; }

long process_raise_open_files(long wanted) { return clamped(raise_limit(RLIMIT_NOFILE, (rlim_t)wanted)); }

long long process_address_space(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return -1;
    return (long long)limit.rlim_cur;
}

// The stack size that the C library gives a thread where the stack has no limit.
enum { MIN_THREAD_STACK = 2 << 20 };

long process_raise_stack(long wanted) {
    const long size = clamped(raise_limit(RLIMIT_STACK, (rlim_t)wanted));
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return size;
    size_t of_threads = 0;
    // The C library took the default stack size of threads from the soft limit when it started.
    if (pthread_getattr_default_np(&attributes) == 0 && pthread_attr_getstacksize(&attributes, &of_threads) == 0
        && of_threads < MIN_THREAD_STACK) {
        pthread_attr_setstacksize(&attributes, MIN_THREAD_STACK);
        pthread_setattr_default_np(&attributes);
    }
    pthread_attr_destroy(&attributes);
    return size;
}

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void *wait_at_gate(void *nothing) {
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    return nothing;
}

int process_count_threads(int wanted) {
    enum { MAX_THREADS = 64 };
    pthread_t threads[MAX_THREADS];
    if (wanted > MAX_THREADS) wanted = MAX_THREADS;
    int count = 0;
    // All threads must exist at the same time.
    pthread_mutex_lock(&gate);
    while (count < wanted && pthread_create(&threads[count], NULL, wait_at_gate, NULL) == 0) count++;
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
    return count;
}
