/// The immediates of DUPN, SWAPN and EXCHANGE (EIP-8024).
///
/// Bytes that are a JUMPDEST or a PUSH stand for nothing, so that the scan for jump destinations
/// need not know these opcodes.
enum StackImmediate {
  /// *n* of DUPN and SWAPN, 17 to 235.
  static func single(_ byte: UInt8) -> Int? {
    byte <= 90 || byte >= 128 ? (Int(byte) + 145) % 256 : nil
  }

  /// *n* < *m* of EXCHANGE, with *n* + *m* ≤ 30.
  static func pair(_ byte: UInt8) -> (first: Int, second: Int)? {
    guard byte <= 81 || byte >= 128 else { return nil }
    let (quotient, remainder) = Int(byte ^ 143).quotientAndRemainder(dividingBy: 16)
    return quotient < remainder
      ? (quotient + 1, remainder + 1) : (remainder + 1, 29 - quotient)
  }
}
