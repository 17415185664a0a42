import EthereumTypes

/// 0x05: `base ** exponent % modulus` on numbers of any length (EIP-198).
///
/// Input: three 32-byte lengths, then base, exponent and modulus, big-endian.
enum ModExp: Precompile {
  private static let headerLength = 96

  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    let base = input.word(at: 0)
    let exponent = input.word(at: 32)
    let modulus = input.word(at: 64)
    return ModExpGas.cost(
      baseLength: base, exponentLength: exponent, modulusLength: modulus,
      exponentHead: exponentHead(of: input, baseLength: base, exponentLength: exponent), fork: fork)
  }

  /// The first 32 bytes of the exponent, as the number they form.
  private static func exponentHead(
    of input: PrecompileInput, baseLength: UInt256, exponentLength: UInt256
  ) -> UInt256 {
    // Where the base alone is longer than the input, the exponent is all padding.
    guard baseLength < UInt256(UInt64(input.count)) else { return .zero }
    let head = input.word(at: headerLength + Int(baseLength.clampedUInt64))
    let length = Int(min(exponentLength.clampedUInt64, 32))
    return length == 0 ? .zero : head >> (256 - 8 * length)
  }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    let modulusLength = length(input, at: 64)
    guard modulusLength > 0 else { return true }
    let baseLength = length(input, at: 0)
    let exponentLength = length(input, at: 32)
    let exponentStart = headerLength + baseLength
    let modulusStart = exponentStart + exponentLength

    output.append(contentsOf: repeatElement(0, count: modulusLength))
    let modulus = BigNumber(input, from: modulusStart, length: modulusLength)
    guard !modulus.isZero else { return true }
    let base = BigNumber(input, from: headerLength, length: baseLength)
    let exponent = BigNumber(input, from: exponentStart, length: exponentLength)
    base.power(exponent, modulo: modulus).store(bigEndianInto: &output)
    return true
  }

  /// A length of the header. The gas just paid bounds it, save for an exponent's length where
  /// the other two are 0; capped so that sums of lengths cannot overflow.
  private static func length(_ input: PrecompileInput, at offset: Int) -> Int {
    Int(min(input.word(at: offset).clampedUInt64, 1 << 60))
  }
}
