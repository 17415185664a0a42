import EthereumTypes

/// 0x09: the compression function F of BLAKE2b (EIP-152, RFC 7693 §3.2).
///
/// Input: rounds (4 bytes, big-endian), h (64), m (128), t (16; all three little-endian words),
/// f (1). Output: h.
enum Blake2F: Precompile {
  private static let inputLength = 213

  /// One gas a round; an input of any other length fails (EIP-152).
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    guard input.count == inputLength else { return nil }
    return Int64(rounds(of: input))
  }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    let isFinal = input.bytes[212]
    guard isFinal <= 1 else { return false }

    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8 + 16) { words in
      for index in 0..<24 {
        words[index] = littleEndianWord(input, at: 4 + 8 * index)
      }
      let state = UnsafeMutableBufferPointer(rebasing: words[0..<8])
      compress(
        state, message: UnsafeBufferPointer(rebasing: words[8..<24]),
        offset: (littleEndianWord(input, at: 196), littleEndianWord(input, at: 204)),
        isFinal: isFinal == 1, rounds: rounds(of: input))
      for word in state {
        withUnsafeBytes(of: word.littleEndian) { output.append(contentsOf: $0) }
      }
    }
    return true
  }

  private static func rounds(of input: PrecompileInput) -> UInt32 {
    UInt32(bigEndian: input.bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
  }

  private static func littleEndianWord(_ input: PrecompileInput, at offset: Int) -> UInt64 {
    UInt64(littleEndian: input.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The initialization vector (RFC 7693 §2.6).
  private static let initialization:
    (
      UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    ) = (
      0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
      0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179
    )

  /// The message schedule (RFC 7693 §2.7), one permutation a word, its first index in the
  /// lowest four bits.
  private static let schedule: [UInt64] = [
    0xfedc_ba98_7654_3210, 0x357b_20c1_6df9_84ae, 0x4917_63ea_df25_0c8b, 0x8f04_a562_ebcd_1397,
    0xd386_cb1e_fa42_7509, 0x91ef_57d4_38b0_a6c2, 0xb829_3670_a4de_f15c, 0xa268_4f05_931c_e7bd,
    0x5a41_7d2c_803b_9ef6, 0x0dc3_e9bf_5167_482a,
  ]

  /// F itself. The sixteen working words are locals, so that they can stay in registers.
  private static func compress(
    _ h: UnsafeMutableBufferPointer<UInt64>, message: UnsafeBufferPointer<UInt64>,
    offset: (low: UInt64, high: UInt64), isFinal: Bool, rounds: UInt32
  ) {
    let iv = initialization
    var (v0, v1, v2, v3) = (h[0], h[1], h[2], h[3])
    var (v4, v5, v6, v7) = (h[4], h[5], h[6], h[7])
    var (v8, v9, v10, v11) = (iv.0, iv.1, iv.2, iv.3)
    var (v12, v13) = (iv.4 ^ offset.low, iv.5 ^ offset.high)
    var (v14, v15) = (isFinal ? ~iv.6 : iv.6, iv.7)

    schedule.withUnsafeBufferPointer { schedule in
      var row = 0
      for _ in 0..<rounds {
        let order = schedule[row]
        row = row == 9 ? 0 : row + 1
        @inline(__always) func word(_ position: UInt64) -> UInt64 {
          message[Int(truncatingIfNeeded: (order &>> (position &* 4)) & 15)]
        }
        mix(&v0, &v4, &v8, &v12, word(0), word(1))
        mix(&v1, &v5, &v9, &v13, word(2), word(3))
        mix(&v2, &v6, &v10, &v14, word(4), word(5))
        mix(&v3, &v7, &v11, &v15, word(6), word(7))
        mix(&v0, &v5, &v10, &v15, word(8), word(9))
        mix(&v1, &v6, &v11, &v12, word(10), word(11))
        mix(&v2, &v7, &v8, &v13, word(12), word(13))
        mix(&v3, &v4, &v9, &v14, word(14), word(15))
      }
    }

    (h[0], h[1], h[2], h[3]) = (h[0] ^ v0 ^ v8, h[1] ^ v1 ^ v9, h[2] ^ v2 ^ v10, h[3] ^ v3 ^ v11)
    (h[4], h[5], h[6], h[7]) = (
      h[4] ^ v4 ^ v12, h[5] ^ v5 ^ v13, h[6] ^ v6 ^ v14, h[7] ^ v7 ^ v15
    )
  }

  /// The mixing function G (RFC 7693 §3.1).
  @inline(__always)
  private static func mix(
    _ a: inout UInt64, _ b: inout UInt64, _ c: inout UInt64, _ d: inout UInt64,
    _ x: UInt64, _ y: UInt64
  ) {
    a = a &+ b &+ x
    d = rotatedRight(d ^ a, by: 32)
    c = c &+ d
    b = rotatedRight(b ^ c, by: 24)
    a = a &+ b &+ y
    d = rotatedRight(d ^ a, by: 16)
    c = c &+ d
    b = rotatedRight(b ^ c, by: 63)
  }

  @inline(__always)
  private static func rotatedRight(_ word: UInt64, by count: UInt64) -> UInt64 {
    (word &>> count) | (word &<< (64 &- count))
  }
}
