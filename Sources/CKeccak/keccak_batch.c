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

static void (*hash_batch)(struct batch *) = hash_singly;

// Runs before main, when there is one thread.
__attribute__((constructor)) static void choose_width(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) {
    hash_batch = hash_in_eights;
  } else if (__builtin_cpu_supports("avx2")) {
    hash_batch = hash_in_fours;
  }
}
#else
#define hash_batch hash_singly
#endif

void bal_keccak256_batch(const void *bytes, const size_t *ends, size_t count, void *out) {
  struct batch batch = {bytes, ends, count, 0, out};
  // A vector costs as much as one or two messages, however few it holds.
  if (count < 3) {
    hash_singly(&batch);
  } else {
    hash_batch(&batch);
  }
}
