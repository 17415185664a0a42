import EthereumTypes
import Pairings

/// 0x0d: the sum of two points of the curve of BLS12-381's G2 (EIP-2537).
enum BLS12G2Add: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    input.count == 512 ? 600 : nil
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try BLS12381.addG2(input.bytes, into: &output)
  }
}
