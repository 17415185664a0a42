import EthereumTypes

extension SeededRandom {
  /// A word of random bits.
  package mutating func word() -> UInt256 {
    let low = UInt128(next()) << 64 | UInt128(next())
    let high = UInt128(next()) << 64 | UInt128(next())
    return UInt256(low: low, high: high)
  }

  /// The address of an account that nobody has used before.
  package mutating func freshAddress() -> Address {
    Address(word: word())
  }
}
