#include <sys/prctl.h>

/// How many nanoseconds late the kernel may wake the calling thread; 50,000 without this.
/// (Here because Swift imports no function with variable arguments.)
static inline int set_timer_slack(unsigned long nanoseconds) {
  return prctl(PR_SET_TIMERSLACK, nanoseconds, 0UL, 0UL, 0UL);
}
