// What the scalar and the vector permutation share: Keccak-f[1600] after the Keccak team's
// specification, one round at a time over 25 local variables.
//
// A round goes from one set of variables to the other, so nothing is copied and no index is
// computed. The variables may be integers or vectors of them, one state in each element.

#ifndef BAL_KECCAK_ROUND_H
#define BAL_KECCAK_ROUND_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { RATE = 136, RATE_LANES = RATE / 8, LANES = 25 };

static const uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

#define ROTATE(value, count) ((value) << (count) | (value) >> (64 - (count)))

// One round from the lanes A to the lanes B: theta, rho and pi, chi, iota.
#define ROUND(A, B, constant) \
  c0 = A##0 ^ A##5 ^ A##10 ^ A##15 ^ A##20; \
  c1 = A##1 ^ A##6 ^ A##11 ^ A##16 ^ A##21; \
  c2 = A##2 ^ A##7 ^ A##12 ^ A##17 ^ A##22; \
  c3 = A##3 ^ A##8 ^ A##13 ^ A##18 ^ A##23; \
  c4 = A##4 ^ A##9 ^ A##14 ^ A##19 ^ A##24; \
  d0 = c4 ^ ROTATE(c1, 1); \
  d1 = c0 ^ ROTATE(c2, 1); \
  d2 = c1 ^ ROTATE(c3, 1); \
  d3 = c2 ^ ROTATE(c4, 1); \
  d4 = c3 ^ ROTATE(c0, 1); \
  b0 = A##0 ^ d0; \
  b1 = ROTATE(A##6 ^ d1, 44); \
  b2 = ROTATE(A##12 ^ d2, 43); \
  b3 = ROTATE(A##18 ^ d3, 21); \
  b4 = ROTATE(A##24 ^ d4, 14); \
  B##0 = b0 ^ (~b1 & b2) ^ (constant); \
  B##1 = b1 ^ (~b2 & b3); \
  B##2 = b2 ^ (~b3 & b4); \
  B##3 = b3 ^ (~b4 & b0); \
  B##4 = b4 ^ (~b0 & b1); \
  b0 = ROTATE(A##3 ^ d3, 28); \
  b1 = ROTATE(A##9 ^ d4, 20); \
  b2 = ROTATE(A##10 ^ d0, 3); \
  b3 = ROTATE(A##16 ^ d1, 45); \
  b4 = ROTATE(A##22 ^ d2, 61); \
  B##5 = b0 ^ (~b1 & b2); \
  B##6 = b1 ^ (~b2 & b3); \
  B##7 = b2 ^ (~b3 & b4); \
  B##8 = b3 ^ (~b4 & b0); \
  B##9 = b4 ^ (~b0 & b1); \
  b0 = ROTATE(A##1 ^ d1, 1); \
  b1 = ROTATE(A##7 ^ d2, 6); \
  b2 = ROTATE(A##13 ^ d3, 25); \
  b3 = ROTATE(A##19 ^ d4, 8); \
  b4 = ROTATE(A##20 ^ d0, 18); \
  B##10 = b0 ^ (~b1 & b2); \
  B##11 = b1 ^ (~b2 & b3); \
  B##12 = b2 ^ (~b3 & b4); \
  B##13 = b3 ^ (~b4 & b0); \
  B##14 = b4 ^ (~b0 & b1); \
  b0 = ROTATE(A##4 ^ d4, 27); \
  b1 = ROTATE(A##5 ^ d0, 36); \
  b2 = ROTATE(A##11 ^ d1, 10); \
  b3 = ROTATE(A##17 ^ d2, 15); \
  b4 = ROTATE(A##23 ^ d3, 56); \
  B##15 = b0 ^ (~b1 & b2); \
  B##16 = b1 ^ (~b2 & b3); \
  B##17 = b2 ^ (~b3 & b4); \
  B##18 = b3 ^ (~b4 & b0); \
  B##19 = b4 ^ (~b0 & b1); \
  b0 = ROTATE(A##2 ^ d2, 62); \
  b1 = ROTATE(A##8 ^ d3, 55); \
  b2 = ROTATE(A##14 ^ d4, 39); \
  b3 = ROTATE(A##15 ^ d0, 41); \
  b4 = ROTATE(A##21 ^ d1, 2); \
  B##20 = b0 ^ (~b1 & b2); \
  B##21 = b1 ^ (~b2 & b3); \
  B##22 = b2 ^ (~b3 & b4); \
  B##23 = b3 ^ (~b4 & b0); \
  B##24 = b4 ^ (~b0 & b1);

#define ABSORB(n, state) a##n = state[n]
#define STORE(n, state) state[n] = a##n
#define EACH_LANE(op, s) \
  op(0, s); op(1, s); op(2, s); op(3, s); op(4, s); op(5, s); op(6, s); op(7, s); op(8, s); \
  op(9, s); op(10, s); op(11, s); op(12, s); op(13, s); op(14, s); op(15, s); op(16, s); \
  op(17, s); op(18, s); op(19, s); op(20, s); op(21, s); op(22, s); op(23, s); op(24, s)

#define DECLARE_LANES(type) \
  type a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12; \
  type a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24; \
  type e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12; \
  type e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24; \
  type b0, b1, b2, b3, b4, c0, c1, c2, c3, c4, d0, d1, d2, d3, d4

// The permutation of the array `state` of 25 integers or vectors.
#define PERMUTE(type, state) \
  DECLARE_LANES(type); \
  EACH_LANE(ABSORB, state); \
  for (int round = 0; round < 24; round += 2) { \
    ROUND(a, e, round_constants[round]) \
    ROUND(e, a, round_constants[round + 1]) \
  } \
  EACH_LANE(STORE, state)

// Lanes are little-endian.
static inline uint64_t load_lane(const uint8_t *bytes) {
  uint64_t lane;
  memcpy(&lane, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  lane = __builtin_bswap64(lane);
#endif
  return lane;
}

static inline void store_lane(uint8_t *bytes, uint64_t lane) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  lane = __builtin_bswap64(lane);
#endif
  memcpy(bytes, &lane, 8);
}

// The last block of a message: its rest of `size` < RATE bytes and the original padding of
// keccak, before SHA-3's domain bits.
static inline void pad_block(uint8_t block[RATE], const uint8_t *rest, size_t size) {
  memset(block, 0, RATE);
  if (size > 0) memcpy(block, rest, size);
  block[size] = 0x01;
  block[RATE - 1] |= 0x80;
}

#endif
