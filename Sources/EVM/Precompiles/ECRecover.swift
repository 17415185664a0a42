import EthereumTypes

/// 0x01: the address whose key signed a message.
///
/// Input: message hash, v (27 or 28), r and s, 32 bytes each. Whatever is no signature answers
/// nothing and succeeds.
enum ECRecover: Precompile {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? { 3000 }

  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    let v = input.word(at: 32)
    guard v == UInt256(27) || v == UInt256(28) else { return true }
    let signature = Secp256k1.Signature(
      r: input.word(at: 64), s: input.word(at: 96), recoveryID: v == UInt256(27) ? 0 : 1)
    guard
      let signer = Secp256k1.recoverAddress(
        hash: Hash32(word: input.word(at: 0)), signature: signature)
    else { return true }
    output.append(word: signer.word)
    return true
  }
}
