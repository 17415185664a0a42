#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

/// Whether all cores count the same ticks at one steady rate, whatever their frequency and sleep.
static inline int ticks_are_steady(void) {
#if defined(__x86_64__)
  // "Invariant TSC": bit 8 of EDX of leaf 80000007H, with Intel and AMD alike.
  unsigned int a, b, c, d;
  return __get_cpuid(0x80000007, &a, &b, &c, &d) && (d >> 8 & 1);
#elif defined(__aarch64__)
  return 1; // The generic timer is one for the system by its architecture.
#else
  return 0;
#endif
}

/// The processor's own count of time, where `ticks_are_steady`; else 0.
static inline uint64_t ticks_now(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return 0;
#endif
}
