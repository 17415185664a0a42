// Keccak-f[1600]; see keccak.c.
