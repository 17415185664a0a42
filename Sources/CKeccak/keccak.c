// Keccak-256 of one message.
//
// On x86-64 a clone for BMI1 and BMI2 (andn, rorx) is chosen at run time: a quarter faster. The
// public functions have a prefix because the linker's namespace is flat.

#include "CKeccak.h"
#include "keccak_round.h"

static inline __attribute__((always_inline)) void permute_inline(uint64_t state[LANES]) {
  PERMUTE(uint64_t, state);
}

static void permute_portable(uint64_t state[LANES]) { permute_inline(state); }

#if defined(__x86_64__)
__attribute__((target("bmi,bmi2"))) static void permute_bmi(uint64_t state[LANES]) {
  permute_inline(state);
}

static void (*permute)(uint64_t[LANES]) = permute_portable;

// Runs before main, when there is one thread.
__attribute__((constructor)) static void choose_permutation(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")) permute = permute_bmi;
}
#else
#define permute permute_portable
#endif

static void absorb(uint64_t state[LANES], const uint8_t *block) {
  for (int lane = 0; lane < RATE_LANES; lane++) state[lane] ^= load_lane(block + 8 * lane);
  permute(state);
}

void bal_keccak256(const void *data, size_t size, void *out) {
  uint64_t state[LANES] = {0};
  const uint8_t *bytes = data;
  for (; size >= RATE; size -= RATE, bytes += RATE) absorb(state, bytes);
  uint8_t last[RATE];
  pad_block(last, bytes, size);
  absorb(state, last);
  for (int lane = 0; lane < 4; lane++) store_lane((uint8_t *)out + 8 * lane, state[lane]);
}
