import EthereumTypes

/// The precompiled contracts; a raw value is the contract's address.
enum PrecompiledContract: UInt16, CaseIterable, Sendable {
  case ecRecover = 0x01
  case sha256 = 0x02
  case ripemd160 = 0x03
  case identity = 0x04
  case modExp = 0x05
  case bn254Add = 0x06
  case bn254Multiply = 0x07
  case bn254Pairing = 0x08
  case blake2F = 0x09
  case pointEvaluation = 0x0a
  case bls12G1Add = 0x0b
  case bls12G1MSM = 0x0c
  case bls12G2Add = 0x0d
  case bls12G2MSM = 0x0e
  case bls12Pairing = 0x0f
  case bls12MapFpToG1 = 0x10
  case bls12MapFp2ToG2 = 0x11
  case p256Verify = 0x100

  /// The contract at an address in a fork, or nil where there is none.
  @inline(__always)
  init?(address: Address, fork: Fork) {
    let word = address.word
    guard word.high == 0, word.low <= 0x100 else { return nil }
    self.init(rawValue: UInt16(truncatingIfNeeded: word.low))
    guard fork >= firstFork else { return nil }
  }

  /// The contract's address.
  var address: Address { Address(word: UInt256(UInt64(rawValue))) }

  /// The fork that introduced the contract.
  var firstFork: Fork {
    switch self {
    case .ecRecover, .sha256, .ripemd160, .identity: .frontier
    case .modExp, .bn254Add, .bn254Multiply, .bn254Pairing: .byzantium
    case .blake2F: .istanbul
    case .pointEvaluation: .cancun
    case .bls12G1Add, .bls12G1MSM, .bls12G2Add, .bls12G2MSM, .bls12Pairing, .bls12MapFpToG1,
      .bls12MapFp2ToG2:
      .prague
    case .p256Verify: .osaka
    }
  }
}
