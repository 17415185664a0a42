import EthereumTypes
import Pairings

/// 0x0e: a sum of multiples of points of BLS12-381's G2 (EIP-2537).
enum BLS12G2MSM: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    MultiScalarGas.cost(
      inputLength: input.count, termLength: 288, multiplication: 22_500,
      discounts: MultiScalarGas.g2Discounts)
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try BLS12381.multiScalarProductG2(input.bytes, into: &output)
  }
}
