import EthereumTypes

/// What a modular exponentiation costs, by fork.
enum ModExpGas {
  /// The gas for numbers of these lengths in bytes, or nil where the fork refuses a length or no
  /// gas could pay for it.
  ///
  /// - Parameter exponentHead: The first 32 bytes of the exponent.
  static func cost(
    baseLength: UInt256, exponentLength: UInt256, modulusLength: UInt256, exponentHead: UInt256,
    fork: Fork
  ) -> Int64? {
    let longest = max(baseLength, modulusLength)
    if fork >= .osaka {
      guard max(longest, exponentLength) <= UInt256(1024) else { return nil }  // EIP-7823
      let iterations = iterations(exponentLength, exponentHead, perByte: 16)
      return Int64(max(500, osakaComplexity(longest.low) * iterations))  // EIP-7883
    }
    // EIP-198 and EIP-2565 bound no length. Beyond these the product below passes every possible
    // gas, unless base and modulus are empty: then it is 0 however long the exponent.
    guard !longest.isZero else { return fork >= .berlin ? 200 : 0 }
    guard longest <= UInt256(1 << 40), exponentLength <= UInt256(1 << 61) else { return nil }
    let iterations = iterations(exponentLength, exponentHead, perByte: 8)
    let cost =
      fork >= .berlin
      ? max(200, squaredWords(longest.low) * iterations / 3)
      : byzantiumComplexity(longest.low) * iterations / 20
    return Int64(exactly: cost)
  }

  /// The squarings that the exponent asks for: its bits after the highest.
  ///
  /// - Parameter perByte: What a byte beyond the first 32 counts: 8 (EIP-198), 16 (EIP-7883).
  private static func iterations(
    _ exponentLength: UInt256, _ head: UInt256, perByte: UInt128
  ) -> UInt128 {
    let headBits = UInt128(max(head.bitWidth - 1, 0))
    let tail = exponentLength.low > 32 ? perByte * (exponentLength.low - 32) : 0
    return max(tail + headBits, 1)
  }

  /// EIP-2565 counts multiplications of 64-bit limbs.
  private static func squaredWords(_ longest: UInt128) -> UInt128 {
    let words = (longest + 7) / 8
    return words * words
  }

  /// EIP-198 models Karatsuba multiplication in three pieces.
  private static func byzantiumComplexity(_ longest: UInt128) -> UInt128 {
    switch longest {
    case ...64: longest * longest
    case ...1024: longest * longest / 4 + 96 * longest - 3072
    default: longest * longest / 16 + 480 * longest - 199_680
    }
  }

  /// EIP-7883.
  private static func osakaComplexity(_ longest: UInt128) -> UInt128 {
    longest > 32 ? 2 * squaredWords(longest) : 16
  }
}
