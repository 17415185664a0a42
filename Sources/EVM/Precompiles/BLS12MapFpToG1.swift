import EthereumTypes
import Pairings

/// 0x10: the point of BLS12-381's G1 that a field element is mapped to (EIP-2537).
enum BLS12MapFpToG1: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    input.count == 64 ? 5500 : nil
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try BLS12381.mapToG1(input.bytes, into: &output)
  }
}
