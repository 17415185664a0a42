#ifndef BAL_CKECCAK_H
#define BAL_CKECCAK_H

#include <stddef.h>

/// Writes the keccak-256 hash of `size` bytes at `data` to the 32 bytes at `out`.
/// `data` may be null when `size` is 0.
void bal_keccak256(const void *data, size_t size, void *out);

/// Writes the keccak-256 hashes of `count` messages to the 32 · `count` bytes at `out`.
/// Message i is the bytes from `ends[i - 1]` (0 for the first) to `ends[i]`; `ends` ascends.
void bal_keccak256_batch(const void *bytes, const size_t *ends, size_t count, void *out);

/// Ways of hashing a batch: one message after the other, four at once, eight at once.
enum bal_keccak_way { BAL_KECCAK_SCALAR, BAL_KECCAK_AVX2, BAL_KECCAK_AVX512 };

/// Whether this machine can hash that way; 1 or 0.
int bal_keccak256_can(enum bal_keccak_way way);

/// Like `bal_keccak256_batch`, which takes the widest way, by a way that the machine can.
void bal_keccak256_batch_by(
    enum bal_keccak_way way, const void *bytes, const size_t *ends, size_t count, void *out);

#endif
