import EthereumTypes
import Pairings

/// 0x06: the sum of two points of BN254's G1 (EIP-196).
enum BN254Add: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    fork >= .istanbul ? 150 : 500  // EIP-1108
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    // EIP-196 takes input of any length: it reads zeros after the end and ignores what follows.
    try input.withPrefix(128) { (bytes) throws(PointError) in
      try BN254.add(bytes, into: &output)
    }
  }
}
