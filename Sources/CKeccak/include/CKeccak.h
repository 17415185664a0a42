#ifndef BAL_CKECCAK_H
#define BAL_CKECCAK_H

#include <stddef.h>

/// Writes the keccak-256 hash of `size` bytes at `data` to the 32 bytes at `out`.
/// `data` may be null when `size` is 0.
void bal_keccak256(const void *data, size_t size, void *out);

#endif
