import EthereumTypes

/// 0x100: verifies an ECDSA signature over the curve P-256 (EIP-7951).
///
/// Input: message hash, r, s and the public key's x and y, 32 bytes each. A valid signature
/// answers the word 1; everything else, malformed input included, answers nothing and succeeds.
enum P256Verify: Precompile {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? { 6900 }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    guard input.count == 160 else { return true }
    let scalars = UInt256.one..<P256.order
    let coordinates = UInt256.zero..<P256.prime
    guard scalars.contains(input.word(at: 32)), scalars.contains(input.word(at: 64)),
      coordinates.contains(input.word(at: 96)), coordinates.contains(input.word(at: 128)),
      P256.isSigned(input.bytes)
    else { return true }
    output.append(word: .one)
    return true
  }
}
