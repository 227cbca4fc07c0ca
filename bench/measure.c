// SPDX-License-Identifier: Apache-2.0
/* measure -- the few measurements that need more than a shell.
 *
 *   measure run TIMES COMMAND…            median wall milliseconds and largest resident MiB of a cold process
 *   measure first PORT PATH COMMAND…      milliseconds from starting COMMAND to the first whole answer of PATH
 *   measure memory PID IDLE PORT          resident MiB of PID while IDLE connections are open and silent
 *   measure work                          a loop that is always the same, once on each core at the same time: its milliseconds
 *                                         of CPU, how fast the machine is; and how many times as long it took by the
 *                                         clock: more than 1 is what others took meanwhile
 *   measure port                          a port that nobody uses
 *
 * Everything goes to 127.0.0.1.  Prints numbers only, for bench/run. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TIMES_MAX = 1000, PATIENCE_MS = 10000 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static pid_t start(char **command)
{
    pid_t child = fork();
    if (child) return child;
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int run(long times, char **command)
{
    double wall[TIMES_MAX];
    long largest = 0;
    if (times < 1 || times > TIMES_MAX) return 2;
    for (long i = 0; i < times; i++) {
        double begun = now_ms();
        int status;
        struct rusage used;
        if (wait4(start(command), &status, 0, &used) < 0 || status) return 1;
        wall[i] = now_ms() - begun;
        if (used.ru_maxrss > largest) largest = used.ru_maxrss;
    }
    qsort(wall, (size_t)times, sizeof *wall, compare);
    printf("%.2f %.1f\n", wall[times / 2], (double)largest / 1024);
    return 0;
}

static int dial(int port)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s >= 0 && !connect(s, (struct sockaddr *)&to, sizeof to)) return s;
    if (s >= 0) close(s);
    return -1;
}

/* True when GET `path` was answered with 200. */
static int answered(int port, const char *path)
{
    char buffer[4096];
    int s = dial(port), n = snprintf(buffer, sizeof buffer,
                                     "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n", path, port);
    if (s < 0) return 0;
    ssize_t got = write(s, buffer, (size_t)n) == n ? read(s, buffer, sizeof buffer - 1) : -1;
    int good = got > 12 && !memcmp(buffer + 9, "200", 3);
    while (got > 0) got = read(s, buffer, sizeof buffer);
    close(s);
    return good;
}

static int first(int port, const char *path, char **command)
{
    double begun = now_ms(), took = -1;
    pid_t server = start(command);
    while (now_ms() - begun < PATIENCE_MS) {
        if (answered(port, path)) {
            took = now_ms() - begun;
            break;
        }
        usleep(500);
    }
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    if (took < 0) return 1;
    printf("%.1f\n", took);
    return 0;
}

static int memory(const char *pid, long idle, int port)
{
    struct rlimit files = {(rlim_t)idle + 64, (rlim_t)idle + 64};
    char path[64], line[256];
    setrlimit(RLIMIT_NOFILE, &files);
    for (long i = 0; i < idle; i++)
        if (dial(port) < 0) return perror("connect"), 1;
    snprintf(path, sizeof path, "/proc/%s/status", pid);
    sleep(1);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, "VmRSS:", 6)) return printf("%.1f\n", strtod(line + 6, NULL) / 1024), 0;
    return 1;
}

static int free_port(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t n = sizeof at;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || bind(s, (struct sockaddr *)&at, n) || getsockname(s, (struct sockaddr *)&at, &n)) return 1;
    return printf("%d\n", ntohs(at.sin_port)) < 0;
}

/* A chain of multiplications, each waiting for the one before: neither memory nor a compiler's cleverness counts. */
static void multiply(void)
{
    volatile unsigned long long end;
    unsigned long long x = 88172645463325252ULL;
    for (long i = 0; i < 50000000; i++) x = x * 6364136223846793005ULL + 1442695040888963407ULL;
    end = x, (void)end;
}

enum { WORK_TURNS = 8 }; /* a look at others must last longer than their turn on a core */

static int work(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN), loops = cores * WORK_TURNS;
    double begun = now_ms();
    for (long i = 0; i < cores; i++)
        if (!fork()) {
            for (int k = 0; k < WORK_TURNS; k++) multiply();
            _exit(0);
        }
    while (wait(NULL) > 0) {}
    struct rusage used;
    double wall = now_ms() - begun;
    getrusage(RUSAGE_CHILDREN, &used);
    double cpu = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
                 (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
    return printf("%.0f %.1f\n", cpu / (double)loops, wall * (double)cores / cpu) < 0;
}

int main(int argc, char **argv)
{
    if (argc > 3 && !strcmp(argv[1], "run")) return run(strtol(argv[2], NULL, 10), argv + 3);
    if (argc > 4 && !strcmp(argv[1], "first")) return first((int)strtol(argv[2], NULL, 10), argv[3], argv + 4);
    if (argc == 5 && !strcmp(argv[1], "memory"))
        return memory(argv[2], strtol(argv[3], NULL, 10), (int)strtol(argv[4], NULL, 10));
    if (argc == 2 && !strcmp(argv[1], "work")) return work();
    if (argc == 2 && !strcmp(argv[1], "port")) return free_port();
    fprintf(stderr, "usage: measure run|first|memory|work|port …\n");
    return 2;
}
