// Keccak-256 of many messages, one in each element of a vector: eight at once with AVX-512, four
// with AVX2, one after the other elsewhere. What the machine has is chosen at run time.

#include "CKeccak.h"
#include "keccak_round.h"

// A batch in work: message i is bytes[ends[i - 1] ..< ends[i]].
struct batch {
  const uint8_t *bytes;
  const size_t *ends;
  size_t count;
  size_t next;
  uint8_t *out;
};

// What one element of the vectors is hashing; idle when `isBusy` is 0.
struct element {
  const uint8_t *rest;
  size_t size;
  size_t message;
  int isBusy;
};

static inline int begin_next(struct batch *batch, struct element *element) {
  element->isBusy = batch->next < batch->count;
  if (!element->isBusy) return 0;
  size_t start = batch->next == 0 ? 0 : batch->ends[batch->next - 1];
  element->message = batch->next;
  element->rest = batch->bytes + start;
  element->size = batch->ends[batch->next] - start;
  batch->next++;
  return 1;
}

static void hash_singly(struct batch *batch) {
  struct element message;
  while (begin_next(batch, &message))
    bal_keccak256(message.rest, message.size, batch->out + 32 * message.message);
}

#if defined(__x86_64__)

// Each element takes the next message when it has finished one, so that messages of any lengths
// keep the vectors full until the batch runs out.
#define DEFINE_HASH_IN_VECTORS(name, features, width) \
  typedef uint64_t name##_vector __attribute__((vector_size(8 * width))); \
  __attribute__((target(features))) static void name##_permute(name##_vector state[LANES]) { \
    PERMUTE(name##_vector, state); \
  } \
  __attribute__((target(features))) static void name(struct batch *batch) { \
    name##_vector state[LANES]; \
    uint64_t(*words)[width] = (uint64_t(*)[width])state; \
    struct element elements[width]; \
    int busy = 0; \
    memset(state, 0, sizeof state); \
    for (int i = 0; i < width; i++) busy += begin_next(batch, &elements[i]); \
    while (busy > 0) { \
      uint64_t blocks[RATE_LANES][width] __attribute__((aligned(64))); \
      int isLast[width]; \
      for (int i = 0; i < width; i++) { \
        isLast[i] = gather_block(&elements[i], &blocks[0][i], width); \
      } \
      for (int lane = 0; lane < RATE_LANES; lane++) \
        state[lane] ^= *(const name##_vector *)blocks[lane]; \
      name##_permute(state); \
      for (int i = 0; i < width; i++) { \
        if (!isLast[i]) continue; \
        uint8_t *out = batch->out + 32 * elements[i].message; \
        for (int lane = 0; lane < 4; lane++) store_lane(out + 8 * lane, words[lane][i]); \
        for (int lane = 0; lane < LANES; lane++) words[lane][i] = 0; \
        busy -= !begin_next(batch, &elements[i]); \
      } \
    } \
  }

// Writes the element's next block to every `stride`th word; returns whether it is the last.
static inline __attribute__((always_inline)) int gather_block(
    struct element *element, uint64_t *words, int stride) {
  if (!element->isBusy) {
    for (int lane = 0; lane < RATE_LANES; lane++) words[lane * stride] = 0;
    return 0;
  }
  if (element->size >= RATE) {
    for (int lane = 0; lane < RATE_LANES; lane++)
      words[lane * stride] = load_lane(element->rest + 8 * lane);
    element->rest += RATE;
    element->size -= RATE;
    return 0;
  }
  uint8_t last[RATE];
  pad_block(last, element->rest, element->size);
  for (int lane = 0; lane < RATE_LANES; lane++) words[lane * stride] = load_lane(last + 8 * lane);
  return 1;
}

DEFINE_HASH_IN_VECTORS(hash_in_eights, "avx512f", 8)
DEFINE_HASH_IN_VECTORS(hash_in_fours, "avx2", 4)

static enum bal_keccak_way widest = BAL_KECCAK_SCALAR;

// Runs before main, when there is one thread.
__attribute__((constructor)) static void choose_way(void) {
  __builtin_cpu_init();
  if (bal_keccak256_can(BAL_KECCAK_AVX512)) {
    widest = BAL_KECCAK_AVX512;
  } else if (bal_keccak256_can(BAL_KECCAK_AVX2)) {
    widest = BAL_KECCAK_AVX2;
  }
}

int bal_keccak256_can(enum bal_keccak_way way) {
  switch (way) {
    case BAL_KECCAK_AVX512: return __builtin_cpu_supports("avx512f") != 0;
    case BAL_KECCAK_AVX2: return __builtin_cpu_supports("avx2") != 0;
    default: return 1;
  }
}

static void hash_by(enum bal_keccak_way way, struct batch *batch) {
  switch (way) {
    case BAL_KECCAK_AVX512: hash_in_eights(batch); break;
    case BAL_KECCAK_AVX2: hash_in_fours(batch); break;
    default: hash_singly(batch);
  }
}
#else
static const enum bal_keccak_way widest = BAL_KECCAK_SCALAR;

int bal_keccak256_can(enum bal_keccak_way way) { return way == BAL_KECCAK_SCALAR; }

static void hash_by(enum bal_keccak_way way, struct batch *batch) {
  (void)way;
  hash_singly(batch);
}
#endif

void bal_keccak256_batch_by(
    enum bal_keccak_way way, const void *bytes, const size_t *ends, size_t count, void *out) {
  struct batch batch = {bytes, ends, count, 0, out};
  hash_by(way, &batch);
}

void bal_keccak256_batch(const void *bytes, const size_t *ends, size_t count, void *out) {
  // A vector costs as much as one or two messages, however few it holds.
  bal_keccak256_batch_by(count < 3 ? BAL_KECCAK_SCALAR : widest, bytes, ends, count, out);
}
