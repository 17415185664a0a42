import EthereumTypes
import Pairings

/// 0x0b: the sum of two points of the curve of BLS12-381's G1 (EIP-2537).
enum BLS12G1Add: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    input.count == 256 ? 375 : nil
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try BLS12381.addG1(input.bytes, into: &output)
  }
}
