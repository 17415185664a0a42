import EthereumTypes
import Pairings

/// 0x07: a multiple of a point of BN254's G1 (EIP-196).
enum BN254Multiply: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    fork >= .istanbul ? 6000 : 40_000  // EIP-1108
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try input.withPrefix(96) { (bytes) throws(PointError) in
      try BN254.multiply(bytes, into: &output)
    }
  }
}
